// A button that copies the text beside it. Where the clipboard may not be written, as on a page from a disk in some
// browsers, the text is selected, so that the visitor's own keys copy it.
(function () {
  "use strict";
  Array.prototype.forEach.call(document.querySelectorAll("[data-copies]"), function (button) {
    var text = document.getElementById(button.getAttribute("data-copies"));
    var label = button.textContent;
    button.hidden = false;

    function select() {
      var range = document.createRange();
      range.selectNodeContents(text);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      return document.execCommand("copy");
    }

    function done() {
      button.textContent = button.getAttribute("data-done");
      window.setTimeout(function () {
        button.textContent = label;
      }, 2000);
    }

    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(text.textContent).then(done, function () {
          if (select()) {
            done();
          }
        });
      } else if (select()) {
        done();
      }
    });
  });
})();
