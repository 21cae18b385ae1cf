// How notices stand on the visitor's own day, whenever the site was built: civil days in China, from the days that
// stand in the page. Every word comes from the page too. Without this script a page shows the day it was built for,
// and the dates in it are true on any day. Pages of one stated day (data-as-of-fixed) are left as they are.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || document.querySelector("[data-as-of-fixed]")) {
    return;
  }
  var DAY = 86400000;
  var MOST_DAYS = 10; // as in generator/website/drawing.py
  var ENDS = 3;
  // China has kept UTC+8 without summer time since 1992, whatever the zone of this machine.
  var today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);

  function word(name, blanks) {
    var text = script.getAttribute("data-" + name) || "";
    return text.replace(/\{(\w+)\}/g, function (_, blank) {
      return blanks[blank];
    });
  }

  function dashed(name) {
    return name.replace("_", "-");
  }

  function all(selector, root) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  function element(name, text, kind) {
    var made = document.createElement(name);
    if (kind) {
      made.className = kind;
    }
    made.textContent = text;
    return made;
  }

  function shown(node, visible) {
    node.hidden = !visible;
  }

  function on(box, name) {
    return box.getAttribute("data-" + name);
  }

  function stateOf(box) {
    var turns = on(box, "turns").split(",").map(function (turn) {
      return turn.split(" ");
    });
    var state = turns[0][1];
    turns.forEach(function (turn) {
      if (turn[0] <= today) {
        state = turn[1];
      }
    });
    return state;
  }

  function badge(node, state) {
    node.className = "jp-state jp-state--" + word("form-" + dashed(state));
    node.textContent = word("state-" + dashed(state));
  }

  function left(node, box, state) {
    shown(node, state === "open");
    node.textContent = "";
    if (state !== "open") {
      return;
    }
    var counted = on(box, "counted").split(" ");
    var remain = counted.filter(function (day) {
      return day >= today;
    }).length;
    var note = today === on(box, "closes") ? "left-last" : counted.indexOf(today) < 0 ? "left-rest" : "left-today";
    var text = element("div", "", "jp-left__t");
    text.appendChild(element("b", node.getAttribute("data-unit") + word(note)));
    text.appendChild(document.createTextNode(node.getAttribute("data-until")));
    node.appendChild(element("span", word("left"), "jp-left__k"));
    node.appendChild(element("span", remain, "jp-left__n"));
    node.appendChild(text);
  }

  // The same cells as drawing.strip.
  function strip(node, box, state) {
    shown(node, state === "open" || state === "scheduled");
    var opens = Date.parse(on(box, "opens"));
    var count = (Date.parse(on(box, "closes")) - opens) / DAY + 1;
    var counted = on(box, "counted").split(" ");
    var weekdays = word("weekdays").split(" ");
    var cells = [];
    var skipped = 0;
    for (var place = 0; place < count; place += 1) {
      var date = new Date(opens + place * DAY);
      var day = date.toISOString().slice(0, 10);
      if (count > MOST_DAYS && place >= ENDS && place < count - ENDS && day !== today) {
        skipped += 1;
        continue;
      }
      if (skipped) {
        cells.push(cell("rest", word("gap-top"), skipped, word("gap")));
        skipped = 0;
      }
      var number = counted.indexOf(day) + 1;
      var label = number ? "number" : place === 0 && box.hasAttribute("data-uncounted") ? "uncounted" : "rest";
      if (day === today) {
        label = number ? "now" : "now-rest";
      } else if (place === count - 1) {
        label = "last";
      }
      var when = day === today ? "now" : !number ? "rest" : day < today ? "past" : "next";
      var weekday = weekdays[(date.getUTCDay() + 6) % 7];
      cells.push(cell(when, weekday, date.getUTCDate(), word("day-" + label, { number: number })));
    }
    node.className = "jp-days" + (cells.length > 7 ? " jp-days--many" : "");
    node.textContent = "";
    cells.forEach(function (made) {
      node.appendChild(made);
    });
  }

  function cell(when, above, figure, below) {
    var made = element("li", above, "is-" + when);
    made.appendChild(element("b", figure));
    made.appendChild(document.createTextNode(below));
    return made;
  }

  // The same events as drawing.course; what other notices did stays where its day is.
  function course(list, box, state) {
    var opens = on(box, "opens");
    var published = on(box, "published");
    var coming = state === "scheduled";
    var running = state === "open";
    var events = all("li", list).filter(function (item) {
      return !item.hasAttribute("data-event");
    });
    events = events.map(function (item) {
      return [item.querySelector("time").getAttribute("datetime"), "past", item];
    });
    if (!opens || opens !== published || !running) {
      events.push([published, "past", "published"]);
    }
    if (opens) {
      if (running) {
        events.push([opens, "now", "open"]);
      } else if (opens !== published || coming) {
        events.push([opens, coming ? "next" : "past", "opens"]);
      }
      events.push([on(box, "closes"), coming || running ? "next" : "past", "closes"]);
    }
    events.sort(function (one, other) {
      var later = (one[1] === "next") - (other[1] === "next");
      return later || (one[0] < other[0] ? -1 : Number(one[0] > other[0]));
    });
    list.textContent = "";
    events.forEach(function (event) {
      list.appendChild(typeof event[2] === "string" ? happening(box, event) : event[2]);
      list.appendChild(document.createTextNode("\n"));
    });
  }

  function happening(box, event) {
    var parts = event[0].split("-").map(Number);
    var item = element("li", "", event[1] === "past" ? "" : "is-" + event[1]);
    item.setAttribute("data-event", "");
    var time = element("time", word("date", { year: parts[0], month: parts[1], day: parts[2] }));
    time.setAttribute("datetime", event[0]);
    item.appendChild(time);
    item.appendChild(element("b", word("course-" + event[2])));
    var number = on(box, "counted") ? on(box, "counted").split(" ").indexOf(today) + 1 : 0;
    if (event[2] === "open" && number) {
      item.appendChild(element("span", word("today", { number: number, length: on(box, "length") }), "note"));
    }
    return item;
  }

  function redraw(box) {
    var was = on(box, "state");
    var state = stateOf(box);
    var name = dashed(state);
    box.setAttribute("data-state", state);
    all(".jp-left", box).forEach(function (node) {
      left(node, box, state);
    });
    all(".jp-days", box).forEach(function (node) {
      strip(node, box, state);
    });
    all(".jp-time", box).forEach(function (node) {
      course(node, box, state);
    });
    if (state === was) {
      return false;
    }
    all(".jp-state", box).slice(0, 1).forEach(function (node) {
      badge(node, state);
    });
    all("[data-moment]", box).forEach(function (node) {
      node.textContent = on(box, "moment-" + name);
    });
    all("[data-say-" + name + "]", box).forEach(function (node) {
      node.textContent = on(node, "say-" + name);
      shown(node, node.textContent);
    });
    [box].concat(all("[data-show]", box)).forEach(function (node) {
      if (node.hasAttribute("data-show")) {
        shown(node, on(node, "show").split(" ").indexOf(state) >= 0);
      }
    });
    return true;
  }

  // A card of the open notices whose period is over becomes a row of the queue below them.
  function settle(section) {
    var open = section.querySelector(".jp-open");
    var queue = section.querySelector(".jp-queue");
    all(".jp-open > [data-turns]", section).forEach(function (card) {
      if (on(card, "state") === "open") {
        return;
      }
      if (!queue) {
        queue = element("ul", "", "jp-queue");
        section.appendChild(queue);
      }
      var row = element("li", "");
      row.appendChild(card.querySelector(".jp-state"));
      row.appendChild(element("span", on(card, "moment-" + dashed(on(card, "state"))), "note nb"));
      row.appendChild(card.querySelector("h3 a"));
      queue.insertBefore(row, queue.firstChild);
      card.remove();
    });
    if (open && !open.children.length) {
      open.remove();
      open = null;
    }
    all(".note", section).forEach(function (note) {
      if (note.parentNode === section) {
        note.remove();
      }
    });
    if (!open && !section.querySelector('.jp-queue > [data-state="open"]')) {
      section.insertBefore(element("p", section.getAttribute("data-none"), "note"), queue);
    }
  }

  // Where notices stand by state, a row goes where its state stands.
  function regroup(row) {
    var groups = all("[data-group]", document);
    var state = on(row, "state");
    var from = row.closest("[data-group]");
    var to = groups.filter(function (group) {
      return on(group, "group") === state;
    })[0];
    if (!to) {
      to = element("section", "", "jp-sec");
      to.setAttribute("data-group", state);
      var head = element("div", "", "jp-sec__head");
      head.appendChild(element("h2", word("state-" + dashed(state))));
      head.appendChild(element("span", "", "note"));
      to.appendChild(head);
      to.appendChild(element("ul", "", "jp-queue"));
      from.parentNode.insertBefore(to, from.nextSibling);
    }
    var list = to.querySelector(".jp-queue");
    list.insertBefore(row, list.firstChild);
    [from, to].forEach(function (group) {
      var count = group.querySelectorAll(".jp-queue > li").length;
      if (count) {
        group.querySelector(".jp-sec__head .note").textContent = word("count", { count: count });
      } else {
        group.remove();
      }
    });
  }

  all("[data-turns]", document).forEach(function (box) {
    if (redraw(box) && box.closest("[data-group]")) {
      regroup(box);
    }
  });
  all("[data-none]", document).forEach(settle);
  // What is shown is of today now, not of the day on which the page was built.
  all("[data-built]", document).forEach(function (node) {
    shown(node, false);
  });
})();
