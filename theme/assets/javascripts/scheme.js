// Light, dark, or as the system has it. Runs in the head, before anything is drawn, so that no page flashes; without it
// the stylesheet follows the system and the switch stays hidden. The choice is kept in this browser alone.
(function () {
  "use strict";
  var KEY = "jiangpu.scheme";
  var NAMES = ["auto", "light", "dark"];
  var MATERIAL = { light: "default", dark: "slate" };
  var root = document.documentElement;

  function kept() {
    try {
      var name = localStorage.getItem(KEY);
      return NAMES.indexOf(name) > 0 ? name : "auto";
    } catch (refused) {
      return "auto";
    }
  }

  function keep(name) {
    try {
      localStorage.setItem(KEY, name);
    } catch (refused) {
      // A private window or a page opened from disk: the choice holds for this page only.
    }
  }

  function show(name) {
    if (MATERIAL[name]) {
      root.setAttribute("data-md-color-scheme", MATERIAL[name]);
    } else {
      root.removeAttribute("data-md-color-scheme");
    }
  }

  var now = kept();
  show(now);
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("header [data-jp-scheme]");
    if (!button) {
      return;
    }
    function say() {
      button.setAttribute("data-now", now);
      button.setAttribute("aria-label", button.getAttribute("data-" + now));
      button.setAttribute("title", button.getAttribute("data-" + now));
    }
    button.hidden = false;
    say();
    button.addEventListener("click", function () {
      now = NAMES[(NAMES.indexOf(now) + 1) % NAMES.length];
      keep(now);
      show(now);
      say();
    });
  });
})();
