// The comparison: puts columns of the tables of the page side by side, two studios or more of a year, or all years of
// one. Every figure, word and link comes from those tables; what is chosen stands in the address.
(function () {
  "use strict";
  const script = document.currentScript;
  const box = document.querySelector("[data-compare]");
  const part = (name) => box.querySelector(`[data-${name}]`);
  const say = (name) => script.getAttribute("data-" + name);
  const [year, said, side, clear] = ["year", "said", "side", "clear"].map(part);
  const boxes = [...box.querySelectorAll("[data-pick] input")];
  const most = Number(say("most")), usual = year.selectedIndex;

  const word = (name, blanks) => say(name).replace(/\{(\w+)\}/g, (_, blank) => blanks[blank]);
  const chosen = () => boxes.filter((each) => each.checked);
  const table = (studio) => document.querySelector(`table[data-studio="${studio}"]`);
  const years = (studio) => [...table(studio).querySelectorAll("[data-of]")];
  const name = (each) => each.nextElementSibling.textContent;

  function element(tag, text, scope) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (scope) {
      made.scope = scope;
    }
    return made;
  }

  // A column: its head, and the cells below it from the table of a studio.
  function column(head, studio, at) {
    const cells = [...table(studio).tBodies[0].rows].map((row) => row.cells[at + 1].cloneNode(true));
    const made = element("th", head, "col");
    made.className = "r";
    return [made, cells];
  }

  function columns(picked) {
    if (picked.length === 1) {
      const [studio] = picked;
      return years(studio.value).map((head, at) => column(head.textContent, studio.value, at));
    }
    return picked.map((each) => {
      const at = years(each.value).findIndex((head) => head.getAttribute("data-of") === year.value);
      return column(name(each), each.value, at);
    });
  }

  function update() {
    const picked = chosen();
    boxes.forEach((each) => {
      each.disabled = !each.checked && picked.length >= most;
      each.closest("li").classList.toggle("is-on", each.checked);
      each.closest("li").classList.toggle("is-none", each.disabled);
    });
    year.disabled = picked.length === 1; // all of them are shown
    clear.disabled = !picked.length;
    side.hidden = !picked.length;
    side.textContent = "";
    if (!picked.length) {
      said.textContent = say("begin");
      return;
    }
    const label = picked.length === 1
      ? word("years", { studio: name(picked[0]) })
      : word("studios", { count: picked.length, year: year.options[year.selectedIndex].textContent });
    said.textContent = label + (picked.length >= most ? say("full") : "");
    const made = element("table", "");
    made.className = "jp-table jp-figures jp-side";
    const caption = made.createCaption();
    caption.className = "vh";
    caption.textContent = label;
    const shown = columns(picked);
    const head = made.createTHead().insertRow();
    head.append(element("th", say("what"), "col"), ...shown.map(([title]) => title));
    const body = made.createTBody();
    [...table(picked[0].value).tBodies[0].rows].forEach((row, at) => {
      body.insertRow().append(row.cells[0].cloneNode(true), ...shown.map(([, cells]) => cells[at]));
    });
    side.append(made);
  }

  function read() {
    const query = new URLSearchParams(location.search);
    const asked = query.getAll("studio");
    let room = most;
    boxes.forEach((each) => {
      each.checked = asked.includes(each.value) && room > 0;
      room -= each.checked;
    });
    const at = [...year.options].findIndex((option) => option.value === query.get("year"));
    year.selectedIndex = at < 0 ? usual : at;
    update();
  }

  function write() {
    const query = new URLSearchParams(chosen().map((each) => ["studio", each.value]));
    if (year.selectedIndex !== usual) {
      query.append("year", year.value);
    }
    if (String(query) !== location.search.slice(1)) {
      history.pushState(null, "", String(query) ? "?" + query : location.pathname);
    }
    update();
  }

  box.addEventListener("change", write);
  clear.addEventListener("click", () => {
    boxes.forEach((each) => {
      each.checked = false;
    });
    write();
    boxes[0].focus();
  });
  window.addEventListener("popstate", read);
  read();
})();
