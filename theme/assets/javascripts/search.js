// The search: reads the index of generator/website/search.py file by file as it is needed, from a server or a disk, and
// shows what holds every word, as it is typed. All wording comes from the page; text of records becomes text nodes.
(function () {
  "use strict";
  const script = document.currentScript;
  const form = document.querySelector("[data-search]");
  const STEPS = [4, 20]; // results of a page: a few at once, then the others
  const AHEAD = 400; // so many uncertain ones are looked through by themselves, so that the count is exact
  const READ = 80; // KB of postings read to narrow a long search, and of longer pieces; the texts say the rest
  const FEW = 12, SHORTEST = 3, LONGEST = 8; // as in generator/website/longer.py
  const PATIENCE = 300; // milliseconds before it says that something is still to come
  const BEFORE = 22; // characters of a line before what was found
  const WINDOW = 84; // and in all
  const FIRST = 38, SKIPPED = 92, FINAL = 54, MORE = 34; // as in generator/website/search.py
  const FACETS = ["kind", "year", "studio"];
  const input = form.elements.q;
  const [status, list, more, lists] = ["status", "found", "more", "lists"].map(
    (name) => document.querySelector(`[data-${name}]`)
  );
  const map = {};
  let index, total, run, timer, slow, composing, settled;

  const word = (name, count) => script.getAttribute("data-" + name).replace("{count}", count);
  const digit = (text, at) => text.charCodeAt(at) - FIRST;

  function element(name, kind, text = "") {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  }

  // files

  const { held, load } = window.jiangpuData("jiangpuSearch", script.getAttribute("data-index"));

  // Of files that begin one after the other, the last that begins no later.
  function holding(files, first) {
    let low = 0, high = files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (files[middle][0] <= first) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  function entry(number) {
    const file = holding(index.texts, number);
    return held["text-" + file][number - index.texts[file][0]];
  }

  const texts = (numbers) => Promise.all(numbers.map((number) => {
    const file = holding(index.texts, number);
    return load("text-" + file, index.texts[file][1]);
  }));

  // postings

  const folded = (text) => text.replace(/[^]/g, (sign) => map[sign] || sign);

  function mark(set, code, bits) {
    let number = -1, high = 0;
    if (code[0] === "!") {
      for (let at = 1; at < code.length; at += 1) {
        const six = digit(code, at) - (code.charCodeAt(at) > SKIPPED);
        for (let bit = 0; bit < 6; bit += 1) {
          if (six >> bit & 1) {
            set[(at - 1) * 6 + bit] |= bits;
          }
        }
      }
      return;
    }
    for (let at = 0; at < code.length; at += 1) {
      const value = code.charCodeAt(at);
      if (value > SKIPPED) {
        high = high * MORE + value - SKIPPED;
      } else {
        number += high * FINAL + value - FIRST + 1;
        set[number] |= bits;
        high = 0;
      }
    }
  }

  // Where a pair stands, or a character in any pair that begins with it: 1 anywhere, 3 in a name.
  function places(pair, files) {
    const set = new Uint8Array(total);
    for (const file of files) {
      const [seconds, codes] = held["grams-" + file][pair[0]] || ["", ""];
      codes.split(" ").forEach((code, at) => {
        if (pair.length < 2 || seconds[at] === pair[1]) {
          code.split("#").forEach((part, named) => mark(set, part, named ? 3 : 1));
        }
      });
    }
    return set;
  }

  // The files that hold a pair: one, but of all the pairs of a character as many as there are.
  function filesOf(pair) {
    const files = [];
    const last = holding(index.grams, pair.length < 2 ? pair + "\uffff" : pair);
    for (let file = holding(index.grams, pair); file <= last; file += 1) {
      files.push(file);
    }
    return files;
  }

  const kilobytes = (kind, files) => files.reduce((sum, file) => sum + index[kind][file][2], 0);

  // What may hold all the words: bits of every entry, and whether they are exact. Small files are read first.
  async function candidates(words) {
    const pairs = (text) => text.slice(1).split("").map((_, at) => text.slice(at, at + 2));
    const wanted = words.flatMap((text) => text.length < 2 ? text : pairs(text)).map((pair) => [pair, filesOf(pair)]);
    wanted.sort((one, other) => kilobytes("grams", one[1]) - kilobytes("grams", other[1]));
    const read = new Set();
    for (const [, files] of wanted) {
      if (!read.size || kilobytes("grams", [...new Set([...read, ...files])]) <= READ) {
        files.forEach((file) => read.add(file));
      }
    }
    await Promise.all([...read].map((file) => load("grams-" + file, index.grams[file][1])));
    const bits = new Uint8Array(total).fill(3);
    const known = wanted.filter(([, files]) => files.every((file) => read.has(file)));
    for (const [pair, files] of known) {
      const set = places(pair, files);
      bits.forEach((value, number) => {
        bits[number] = value & set[number];
      });
    }
    const told = bits.reduce((sum, value) => sum + !!value, 0) > FEW ? await narrow(bits, words) : new Set();
    const exact = known.length === wanted.length && words.every((text) => text.length < SHORTEST || told.has(text));
    return { bits, exact };
  }

  // Takes out what longer pieces know not to be there, short ones first; the pieces that have postings.
  async function narrow(bits, words) {
    const wanted = [], told = new Set(), read = new Set();
    for (let length = SHORTEST; length <= LONGEST; length += 1) {
      for (const text of words) {
        for (let at = 0; at + length <= text.length; at += 1) {
          wanted.push(text.slice(at, at + length));
        }
      }
    }
    const fileOf = (piece) => holding(index.longer, piece);
    for (const file of index.longer.length ? wanted.map(fileOf) : []) {
      if (kilobytes("longer", [...new Set([...read, file])]) <= READ) {
        read.add(file);
      }
    }
    await Promise.all([...read].map((file) => load("longer-" + file, index.longer[file][1])));
    for (const piece of wanted.filter((each) => read.has(fileOf(each)))) {
      const [lasts, codes] = held["longer-" + fileOf(piece)][piece.slice(0, -1)] || ["", ""];
      const at = lasts.indexOf(piece.slice(-1));
      const code = at < 0 ? "" : codes.split(" ")[at];
      if (code || at < 0 && lasts && piece.length === SHORTEST) {
        const set = new Uint8Array(total);
        code.split("#").forEach((part, named) => mark(set, part, named ? 3 : 1));
        bits.forEach((value, number) => {
          bits[number] = value & set[number];
        });
        told.add(piece);
      }
    }
    return told;
  }

  // filters

  function values(facet, number) {
    if (facet === "studio") {
      return index.sets[digit(index.set, number)].map((at) => index.studios[at]);
    }
    const value = digit(index[facet], number);
    return value ? [index[facet + "s"][value - 1]] : [];
  }

  const passes = (number, but) => FACETS.every((facet) => {
    const wanted = form.elements[facet].value;
    return facet === but || !wanted || values(facet, number).some(([value]) => value === wanted);
  });

  // Values that would leave nothing cannot be chosen.
  function offer(bits) {
    for (const facet of FACETS) {
      const there = new Set();
      bits.forEach((value, number) => {
        if (value && passes(number, facet)) {
          values(facet, number).forEach(([name]) => there.add(name));
        }
      });
      for (const option of form.elements[facet].options) {
        option.disabled = Boolean(option.value) && !there.has(option.value) && !option.selected;
      }
    }
  }

  // results

  const holds = (text, words) => words.filter((each) => folded(text).includes(each));

  // As the bits of postings: 3 if the names hold every word, 1 if the entry does.
  function weigh(number, words) {
    const [, names, lines] = entry(number);
    const all = (said) => holds(said.join("\n"), words).length === words.length;
    return all(names) ? 3 : all(names.concat(lines)) ? 1 : 0;
  }

  // Goes on until `want` results are certain or nothing is left.
  async function advance(now, want) {
    while (now === run && now.queue.length && now.sure.length < want) {
      const next = now.queue.splice(0, Math.min(STEPS[1], want - now.sure.length));
      if (now.exact) {
        now.sure.push(...next);
        continue;
      }
      now.doubt = next.length;
      await texts(next);
      for (const number of next) {
        const weight = weigh(number, now.words);
        if (weight >= now.bits[number]) {
          now.sure.push(number);
        } else if (weight) {
          now.bits[number] = weight;
          now.queue.push(number);
        }
      }
      now.doubt = 0;
      now.queue.sort(now.order);
    }
  }

  function ranges(text, words) {
    const plain = folded(text), found = [];
    for (const each of words) {
      for (let at = plain.indexOf(each); at >= 0; at = plain.indexOf(each, at + 1)) {
        found.push([at, at + each.length]);
      }
    }
    found.sort((one, other) => one[0] - other[0]);
    const joined = [];
    for (const range of found) {
      const last = joined[joined.length - 1];
      if (last && range[0] <= last[1]) {
        last[1] = Math.max(last[1], range[1]);
      } else {
        joined.push(range);
      }
    }
    return joined;
  }

  // A text from one place to another, with what was found in marks.
  function marked(node, text, words, from = 0, to = text.length) {
    let at = from;
    for (const range of ranges(text, words)) {
      const start = Math.max(range[0], from), end = Math.min(range[1], to);
      if (start < end) {
        node.append(text.slice(at, start), element("mark", "", text.slice(start, end)));
        at = end;
      }
    }
    node.append(text.slice(at, to));
    return node;
  }

  function excerpt(line, words) {
    const [first, last] = ranges(line, words)[0] || [0, 0];
    let from = Math.max(0, Math.min(first - BEFORE, line.length - WINDOW));
    let to = Math.max(from + WINDOW, last);
    from += /[\uDC00-\uDFFF]/.test(line.charAt(from)); // never half a character
    to += /[\uDC00-\uDFFF]/.test(line.charAt(to));
    const node = element("p", "jp-found__said", from ? "…" : "");
    marked(node, line, words, from, Math.min(to, line.length)).append(to < line.length ? "…" : "");
    return node;
  }

  // Lines that hold the words which nothing above them shows; else one that holds any; else the first.
  function excerpts([, names, lines], about, words) {
    const rest = names.slice(1).concat(lines).filter((line) => !about.includes(line));
    const having = (some) => rest.find((line) => holds(line, some).length);
    const open = words.filter((each) => !holds([names[0], ...about].join("\n"), [each]).length);
    const shown = open.length ? open.map((each) => having([each])) : [having(words) || lines[0]];
    return [...new Set(shown)].filter((line) => line && !about.includes(line)).slice(0, 2);
  }

  function result(number, words) {
    const found = entry(number);
    const [kind, year, studios] = FACETS.map((facet) => values(facet, number).map(([, name]) => name));
    const about = [...kind, ...studios.slice(0, 3), ...year];
    const item = element("li", "");
    const link = element("a", "");
    link.href = found[0];
    item.appendChild(element("h2", "jp-found__title")).append(marked(link, found[1][0], words));
    const above = item.appendChild(element("p", "jp-found__about"));
    about.forEach((text) => above.append(marked(element("span", ""), text, words)));
    item.append(...excerpts(found, about, words).map((line) => excerpt(line, words)));
    return item;
  }

  function tell(now) {
    const left = now.queue.length + now.doubt;
    const count = now.sure.length + left;
    const sifted = FACETS.some((facet) => form.elements[facet].value);
    clearTimeout(slow);
    wait(false);
    status.textContent = count ? word(now.exact || !left ? "count" : "most", count) : word(sifted ? "sifted" : "none");
    lists.hidden = count > 0;
    more.hidden = now.shown >= count;
  }

  async function show(now) {
    const before = now.shown;
    for (const step of STEPS) {
      const upto = before + step;
      await advance(now, upto);
      const next = now.sure.slice(now.shown, upto);
      await texts(next);
      if (now !== run) {
        return;
      }
      if (!now.shown) {
        list.textContent = "";
      }
      list.append(...next.map((number) => result(number, now.words)));
      now.shown += next.length;
      tell(now);
    }
    if (!now.exact && now.queue.length <= AHEAD) {
      await advance(now, Infinity);
      if (now === run) {
        tell(now);
      }
    }
  }

  // One after the other: what one has taken up for reading, another would neither find waiting nor read.
  function showOn(now) {
    now.turn = now.turn.then(() => show(now));
    return now.turn;
  }

  async function search() {
    const words = [...new Set(folded(input.value).split(/\s+/))].filter(Boolean);
    const now = run = { words, queue: [], sure: [], shown: 0, doubt: 0, turn: Promise.resolve() };
    lists.hidden = words.length > 0;
    more.hidden = true; // it belonged to what was asked before
    clearTimeout(slow);
    wait(words.length > 0);
    if (!words.length) {
      list.textContent = status.textContent = "";
      offer(new Uint8Array(total).fill(1));
      return;
    }
    slow = setTimeout(() => {
      status.textContent = word("wait");
    }, PATIENCE);
    try {
      Object.assign(now, await candidates(words));
      if (now === run) {
        now.order = (one, other) => now.bits[other] - now.bits[one] || one - other;
        now.bits.forEach((value, number) => value && passes(number) && now.queue.push(number));
        now.queue.sort(now.order);
        offer(now.bits);
        await showOn(now);
      }
    } catch (failed) {
      lost();
    }
  }

  // Results that are still to come leave their place as it is; whoever hears a page is told when they are there.
  function wait(on) {
    list.setAttribute("aria-busy", String(on));
  }

  function lost() {
    clearTimeout(slow);
    wait(false);
    status.textContent = word("lost");
  }

  // the address

  const asked = () => new URLSearchParams(location.search).get("q") || "";

  function sift() {
    const said = new URLSearchParams(location.search);
    for (const facet of FACETS) {
      const options = [...form.elements[facet].options];
      form.elements[facet].selectedIndex = Math.max(0, options.findIndex(({ value }) => value === said.get(facet)));
    }
  }

  function read() {
    input.value = asked();
    sift();
    search();
  }

  // What is typed takes the place of what was typed before, until Enter settles it.
  function write() {
    const said = new URLSearchParams(new FormData(form));
    ["q", ...FACETS].forEach((name) => said.get(name) || said.delete(name));
    const address = String(said) ? "?" + said : location.pathname;
    if (address !== (location.search || location.pathname)) {
      history[settled ? "pushState" : "replaceState"](null, "", address);
      settled = false;
    }
    search();
  }

  function soon() {
    clearTimeout(timer);
    timer = composing ? 0 : setTimeout(write, 60);
  }

  function key(event) {
    const all = [input, ...list.querySelectorAll("a")];
    const at = all.indexOf(event.target);
    const next = all[at + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] || 0)];
    if (event.isComposing || at < 0) {
      return;
    }
    if (event.key === "Escape") {
      input.focus();
      if (!at) {
        input.value = "";
        soon();
      }
    } else if (next && next !== event.target) {
      next.focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  function begin(directory) {
    index = directory;
    index.years = index.years.map((year) => [year, year]);
    total = index.kind.length;
    for (const [sign, ...others] of index.fold.split("\n").map((group) => group.split(""))) {
      others.forEach((other) => {
        map[other] = sign;
      });
    }
    FACETS.forEach((facet) => form.elements[facet].append(...index[facet + "s"].map(([value, name]) => new Option(name, value))));
    FACETS.forEach((facet) => {
      form.elements[facet].disabled = false;
    });
    sift();
    if (input.value === asked()) {
      search();
    } else {
      write(); // somebody was quicker than the directory
    }
    input.addEventListener("compositionstart", () => {
      composing = true;
      soon();
    });
    input.addEventListener("compositionend", () => {
      composing = false;
      soon();
    });
    input.addEventListener("input", soon);
    FACETS.forEach((facet) => form.elements[facet].addEventListener("change", write));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      write();
      settled = true;
    });
    more.addEventListener("click", async () => {
      const link = list.children.length;
      await showOn(run);
      (list.querySelectorAll("a")[link] || input).focus();
    });
    document.addEventListener("keydown", key);
    window.addEventListener("popstate", read);
  }

  input.value = input.value || asked();
  form.hidden = false;
  if (input.value) {
    lists.hidden = true;
    wait(true);
  } else {
    input.focus();
  }
  slow = setTimeout(() => {
    status.textContent = word("prepare");
  }, PATIENCE);
  load("index", /index\.(\w+)\.js$/.exec(script.getAttribute("data-index"))[1]).then(begin).catch(lost);
})();
