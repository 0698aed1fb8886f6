// The search of the site: asks the static index beside this file (generator/outputs/search) and shows what it answers.
// One module, no dependencies, no build step. Loaded by the header's form at the first focus (partials/source.html).
// Nothing that a reader types leaves the browser: only numbered shards are fetched, and the address keeps the query
// behind its #.

const HERE = new URL("search/", import.meta.url);
const ROOT = new URL("../../", HERE);
const VERSION = 3;
const IN_BOX = 8;
const ON_PAGE = 10;
const MOST_VERIFIED = 20;
const TEXT = 0, HEAD = 1, WHOLE = 2;
const SORTS = { rank: "按相关", day: "按日期" };
const FACETS = { type: "类型", year: "年份", unit: "单位", state: "状态", category: "类别", clause: "条款" };

// Folding: the same rules as generator/outputs/search/folding.py

const SAME = new Map(["〔【[{(", "〕】]})", "‐‑‒–—―−-", "“”„‟\"", "‘’‚‛'", "・‧•·", "ςσ", "\t\v\f\r "]
  .flatMap((group) => Array.from(group, (char) => [char, group[group.length - 1]])));
let simplified = new Map();

const foldChars = (text) => Array.from(text.normalize("NFKC").toLowerCase(), (char) => {
  const same = SAME.get(char) || char;
  return simplified.get(same) || same;
}).join("");

const isWord = (char) => /^[0-9a-z]$/.test(char || "");

/** A space stays only between two latin letters or digits: 第 8 届 is 第8届. */
function tighten(text) {
  return text.replace(/ +/g, (run, at) => (isWord(text[at - 1]) && isWord(text[at + run.length]) ? " " : ""));
}

const fold = (text) => tighten(foldChars(text));

/** A text folded, with the place in the text that each folded character comes from. */
function foldWithPlaces(text) {
  let folded = "", at = 0;
  const places = [];
  for (const char of text) {
    for (const one of foldChars(char)) {
      if (one === " " && !(isWord(folded[folded.length - 1]) && isWord(foldChars((/\S/.exec(text.slice(at)) || [""])[0])))) continue;
      for (let i = 0; i < one.length; i++) places.push(at);
      folded += one;
    }
    at += char.length;
  }
  places.push(text.length);
  return { folded, places };
}

// Fetching: everything once, failures never kept

const kept = new Map();

function fetched(path, read) {
  if (!kept.has(path)) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 30000);
    const answer = fetch(new URL(path, HERE), { signal: stop.signal, cache: path.includes("manifest") ? "no-cache" : "default" })
      .then((response) => {
        if (!response.ok) throw new Error(response.status + " " + path);
        return response[read]();
      });
    const done = () => clearTimeout(timer);
    answer.then(done, () => { done(); kept.delete(path); });
    kept.set(path, answer);
  }
  return kept.get(path);
}

let manifest = null;

async function theManifest() {
  if (manifest) return manifest;
  const found = await fetched("manifest.json", "json");
  if (found.version !== VERSION) throw new Error("another version of the index");
  let base = 0;
  for (const section of found.sections) {
    section.base = base;
    base += section.size;
  }
  found.size = base;
  found.tiers.forEach((tier, number) => { tier.sections = found.sections.filter((one) => one.tier === number); });
  manifest = found;
  return found;
}

// Traditional characters: a table that is fetched only when a query holds one

let common = null;

/** Whether a character is none of the common simplified ones (GB 2312, which every browser can decode). */
function isTraditional(char) {
  if (char < "一" || char > "鿿") return false;
  if (!common) {
    const bytes = [];
    for (let row = 0xb0; row < 0xf8; row++) for (let cell = 0xa1; cell < 0xff; cell++) bytes.push(row, cell);
    common = new Set(new TextDecoder("gbk").decode(new Uint8Array(bytes)));
  }
  return !common.has(char) || manifest.traditional.includes(char);
}

async function simplify(query) {
  if (simplified.size || !Array.from(query.normalize("NFKC")).some(isTraditional)) return;
  const pairs = Array.from(await fetched("simplified.json", "json"));
  for (let i = 0; i < pairs.length; i += 2) simplified.set(pairs[i], pairs[i + 1]);
}

// Grams and shards

/** The hash of a gram; `_followed` and `_finished` in generator/outputs/search/grams.py computes the same. */
function gramKey(text, from, length) {
  let hash = 0x9e3779b1;
  for (let i = from; i < from + length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash ^ length, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const isLatin = (text) => !/[^\0-\x7f]/.test(text);

/** How long the gram at a place of a word is: latin letters and digits have longer ones, as dates and ids are alike. */
function sizeAt(word, at) {
  const fits = (size) => at >= 0 && at + size <= word.length && isLatin(word.substr(at, size));
  return fits(6) ? 6 : fits(5) ? 5 : fits(4) ? 4 : 3;
}

/** The keys that a page must have to hold a word, and whether having them is proof that it does. */
function gramsOf(word) {
  const length = word.length;
  if (length < 3) {
    const searchable = length === 2 || (length === 1 && word >= "\u2e80");
    return { keys: searchable ? [gramKey(word, 0, length)] : [], proof: true };
  }
  const last = [6, 5, 4, 3].find((size) => sizeAt(word, length - size) === size);
  const keys = new Set([gramKey(word, length - last, last)]);
  for (let at = 0; at < length - last;) {
    const size = sizeAt(word, at);
    keys.add(gramKey(word, at, size));
    at += size > 3 ? size >> 1 : length > 5 ? 2 : 1;
  }
  return { keys: Array.from(keys), proof: keys.size === 1 };
}

/** A name as a whole lies in the shard of its first gram, which is fetched anyway. */
const wholeKey = (text) => ((gramKey(text, 0, Math.min(text.length, sizeAt(text, 0))) & 0xffff0000) | (gramKey(text, 0, text.length) & 0xfffc)) >>> 0;

/** A shard: for each key the places of its lists. */
function parsed(buffer, tier) {
  const bytes = new Uint8Array(buffer), found = new Map();
  let at = 0;
  const number = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value >>> 0;
  };
  for (const section of tier.sections) {
    if (number() !== section.size) throw new Error("the index has changed");
    const grams = number(), heads = [];
    let key = 0;
    for (let i = 0; i < grams; i++) heads.push([(key += number()), number()]);
    for (const [rest, size] of heads) {
      if (!found.has(rest)) found.set(rest, []);
      found.get(rest).push({ section, bytes, at, end: at + (size >>> 1), isMap: size & 1 });
      at += size >>> 1;
    }
  }
  return found;
}

const shards = new Map();

async function shardsOf(key) {
  return Promise.all(manifest.tiers.map(async (tier) => {
    const path = tier.dir + "/" + (key >>> (32 - tier.bits)).toString(16) + ".bin?" + tier.hash;
    if (!shards.has(path)) shards.set(path, parsed(await fetched(path, "arrayBuffer"), tier));
    return { lists: shards.get(path), rest: ((key << tier.bits) >>> tier.bits) };
  }));
}

/** Calls `visit` with the number of each document that has the gram. */
function visitAll(found, kind, visit) {
  for (const { lists, rest } of found) {
    for (const list of lists.get(((rest & ~3) | kind) >>> 0) || []) {
      const { base } = list.section;
      if (list.isMap) {
        for (let i = list.at; i < list.end; i++) {
          for (let bit = 0; bit < 8; bit++) if ((list.bytes[i] >> bit) & 1) visit(base + (i - list.at) * 8 + bit);
        }
        continue;
      }
      for (let i = list.at, doc = base; i < list.end;) {
        let value = 0, shift = 0;
        do {
          value |= (list.bytes[i] & 127) << shift;
          shift += 7;
        } while (list.bytes[i++] > 127);
        visit((doc += value));
      }
    }
  }
}

// Queries

/** The words of a query: `{ word, not, quoted }`. Words are ANDed, "…" is taken as it is, -word excludes. */
function wordsOf(query) {
  const words = [];
  for (const [, minus, quoted, plain] of query.replace(/[“”]/g, "\"").matchAll(/(?:^|\s)?(?:(-)(?=\S))?(?:"([^"]*)"?|([^\s"]+))/g)) {
    const word = fold(quoted === undefined ? plain : quoted);
    const before = words[words.length - 1];
    if (word.length === 1 && isLatin(word) && before && !before.quoted && !minus) before.word += word;
    else if (word) words.push({ word, not: Boolean(minus), quoted: quoted !== undefined });
  }
  return words;
}

const othersOf = (word) => Array.from(new Set([].concat(...manifest.aliases.filter((set) => set.includes(word))))).filter((one) => !one.includes(word));

/** Which documents have all of a word's grams: one mark for each document. */
async function holders(word, kind) {
  const { keys, proof } = gramsOf(word);
  const marks = new Uint8Array(manifest.size);
  const found = await Promise.all(keys.map(shardsOf));
  found.forEach((one, turn) => visitAll(one, kind, (doc) => { if (marks[doc] === turn) marks[doc] = turn + 1; }));
  return { marks, all: keys.length, proof, has: (doc) => keys.length > 0 && marks[doc] === keys.length };
}

/** Documents that a query finds, best first. With `wide`, also those that hold only other words for the same. */
async function ask(query, wide) {
  await theManifest();
  await simplify(query);
  const words = wordsOf(query).filter((one) => gramsOf(one.word).keys.length);
  const wanted = words.filter((one) => !one.not);
  if (!wanted.length) return { words, hits: [], exact: true, empty: true, other: 0 };
  const parts = await Promise.all(words.map(async (one) => {
    const others = wide && !one.quoted && !one.not ? othersOf(one.word) : [];
    const [text, head, ...more] = await Promise.all([
      holders(one.word, TEXT), holders(one.word, HEAD), ...others.map((other) => holders(other, TEXT)),
    ]);
    return { ...one, others, text, head, more };
  }));
  const bridges = await Promise.all(wanted.slice(1).map((one, i) => {
    const joined = tighten(wanted[i].word + " " + one.word);
    return holders(joined.substr(wanted[i].word.length - 1, 2), TEXT);
  }));
  const whole = new Set(), key = fold(query);
  if (key.length > 1) visitAll(await shardsOf(wholeKey(key)), WHOLE, (doc) => whole.add(doc));
  const hits = [];
  let other = 0;
  for (let doc = 0; doc < manifest.size; doc++) {
    let literal = true, score = whole.has(doc) ? 1000 : 0, fits = true;
    for (const part of parts) {
      const has = part.text.has(doc) || part.head.has(doc);
      if (part.not) fits = fits && !(has && part.text.proof);
      else if (has) score += part.head.has(doc) ? 20 : 0;
      else if (part.more.some((one) => one.has(doc))) literal = false;
      else fits = false;
      if (!fits) break;
    }
    if (!fits) continue;
    if (literal && bridges.length && bridges.every((one) => one.has(doc))) score += 10;
    if (!literal) other++;
    hits.push({ doc, score: literal ? score + 100 : score, literal });
  }
  hits.sort((a, b) => b.score - a.score || a.doc - b.doc);
  const proof = parts.every((one) => one.text.proof && one.more.every((more) => more.proof));
  return { words: parts, hits, exact: proof, other, said: Array.from(new Set([].concat(...parts.map((one) => one.others)))) };
}

/** Pages whose title or id comes near to what was asked for in vain. */
async function nearest(query) {
  const counts = new Map();
  const grams = new Set();
  for (const { word } of wordsOf(query)) {
    for (let i = 0; i < word.length; i++) {
      if (i + 2 <= word.length) grams.add(word.substr(i, 2));
      if (word[i] >= "\u2e80") grams.add(word[i]);
    }
  }
  const list = Array.from(grams).slice(0, 16);
  const found = await Promise.all(list.map((gram) => shardsOf(gramKey(gram, 0, gram.length))));
  found.forEach((one, i) => visitAll(one, HEAD, (doc) => counts.set(doc, (counts.get(doc) || 0) + list[i].length)));
  const enough = list.join("").length / 2;
  const near = Array.from(counts).filter((one) => one[1] >= enough).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return near.slice(0, 5).map((one) => ({ doc: one[0] }));
}

// Rows, facets, words of pages

function sectionOf(doc) {
  return manifest.sections.find((one) => doc < one.base + one.size);
}

async function row(doc) {
  const section = sectionOf(doc), place = doc - section.base, file = Math.floor(place / manifest.rows);
  const rows = await fetched("rows/" + section.name + "-" + file + ".json?" + section.hash, "json");
  const [address, id, title, kind, unit, state, tone, day] = rows[place % manifest.rows];
  return { doc, address: address + ".html", id, title, kind, unit, state, tone, day };
}

async function facets() {
  const found = await Promise.all(manifest.sections.map((one) => fetched("facets/" + one.name + ".json?" + one.hash, "json")));
  const of = {};
  for (const key of Object.keys(FACETS)) {
    of[key] = [].concat(...found.map((one) => one[key][1].map((place) => one[key][0][place])));
  }
  return { of, day: [].concat(...found.map((one) => one.day)) };
}

const UNSEEN = /<(svg|script|style|template|form)\b[^]*?<\/\1>|<!--[^]*?-->/g;
const INLINE = /<\/?(?:a|abbr|b|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>/g;

/** The words that a page shows, by the rules of generator/outputs/search/pages.py. */
async function wordsOfPage(address) {
  const page = await fetched(new URL(address.split("/").map(encodeURIComponent).join("/"), ROOT).href, "text");
  const article = page.slice(page.indexOf("<article"), page.lastIndexOf("</article>")).replace(UNSEEN, "");
  const lines = article.replace(INLINE, "").replace(/<[^>]*>/g, "\n");
  const area = document.createElement("textarea");
  area.innerHTML = lines;
  return area.value.replace(/\s*\n\s*/g, "\n").trim();
}

/** All places of words in a text: pairs of first and last. */
function places(text, words) {
  const { folded, places: at } = foldWithPlaces(text);
  const found = [];
  for (const word of words) {
    for (let i = folded.indexOf(word); i >= 0; i = folded.indexOf(word, i + word.length)) found.push([at[i], at[i + word.length - 1] + 1]);
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter((one, i) => i === 0 || one[0] >= found[i - 1][1]);
}

/** Whether a page holds what is asked for: grams that lie apart prove nothing. */
function proven(text, parts) {
  const folded = tighten(foldChars(text));
  return parts.every((part) => part.not !== [part.word].concat(part.others || []).some((word) => folded.includes(word)));
}

/** Makes sure of the first hits, as far as grams alone are no proof; those that turn out wrong are dropped. */
async function verify(answer, number) {
  if (answer.exact) return false;
  const before = answer.hits.length;
  for (let at = 0; at < Math.min(number, answer.hits.length);) {
    const some = answer.hits.slice(at, at + number);
    const good = await Promise.all(some.map(async (hit) => {
      const parts = answer.words.filter((part) => part.not || !part.head.has(hit.doc));
      hit.sure = hit.sure || !parts.length || proven(await wordsOfPage((await row(hit.doc)).address), parts);
      return hit.sure;
    }));
    answer.hits.splice(at, some.length, ...some.filter((_, i) => good[i]));
    at += good.filter(Boolean).length;
  }
  answer.exact = answer.hits.every((hit) => hit.sure);
  answer.other = answer.hits.filter((hit) => !hit.literal).length;
  return answer.hits.length < before;
}

// Showing

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const key of Object.keys(attributes || {})) {
    if (attributes[key] === true) made.setAttribute(key, "");
    else if (attributes[key] !== false && attributes[key] !== undefined) made.setAttribute(key, attributes[key]);
  }
  made.append(...children);
  return made;
}

const shownWords = (answer) => [].concat(...answer.words.filter((one) => !one.not).map((one) => [one.word].concat(one.others || [])));

function countOf(answer) {
  const { length } = answer.hits;
  if (!length) return "没有找到";
  const others = answer.other ? "，其中 " + answer.other + " 条用的是同义词（" + answer.said.slice(0, 4).join("、") + "）" : "";
  return (answer.exact ? "" : "约 ") + length + " 条结果" + others;
}

const addressOf = (found, answer) => new URL(found.address, ROOT).href + "#hit=" + encodeURIComponent(shownWords(answer).join(" "));
const searchPage = (query) => new URL("search.html", ROOT).href + "#q=" + encodeURIComponent(query);

function factsOf(found) {
  const tone = "gk-state gk-state--" + found.tone;
  const state = found.state && element("span", { class: tone }, element("i", { "aria-hidden": "true" }, found.state[0]), found.state.slice(1));
  const facts = [found.id, found.kind, found.unit, state, found.day].filter(Boolean);
  return element("small", { class: "gk-hit-facts" }, ...facts.map((one) => (one.nodeType ? one : element("span", {}, one))));
}

/** A text with the words in it marked. */
function marked(text, words) {
  const pieces = [];
  let end = 0;
  for (const [from, to] of places(text, words)) {
    pieces.push(text.slice(end, from), element("mark", {}, text.slice(from, to)));
    end = to;
  }
  return pieces.concat(text.slice(end));
}

/** The words around the first hit that is not the title; what was typed counts before what means the same. */
function excerpt(text, title, answer) {
  const start = Math.max(text.indexOf(title), 0) + title.length, typed = answer.words.filter((one) => !one.not).map((one) => one.word);
  const words = places(text, typed).length ? typed : shownWords(answer), found = places(text, words);
  const [from, to] = found.find((one) => one[0] >= start) || found[0] || [start, start];
  const first = Math.max(from - 30, 0), last = Math.min(to + 70, text.length);
  const cut = text.slice(first, last).replace(/\n/g, " · ");
  return [first ? "…" : "", ...marked(cut, words), last < text.length ? "…" : ""];
}

/** Runs something for a reader: says when it is slow, offers to try again when it fails, forgets what is out of date. */
function runner(say) {
  let turn = 0;
  return async function run(work) {
    const mine = ++turn, current = () => mine === turn;
    const slow = setTimeout(() => current() && say("网络慢，正在取搜索的索引……"), 1200);
    try {
      await work(current);
    } catch (wrong) {
      if (!current()) return;
      manifest = null;
      console.error(wrong);
      const again = element("button", { type: "button" }, "重试");
      again.addEventListener("click", () => { say("正在重试……"); run(work); });
      say("没有取到搜索的索引，可能是网络断了。还不知道有没有结果。", again);
    } finally {
      clearTimeout(slow);
    }
  };
}

/** Says something in a live region; the same words are not said twice. */
function teller(region) {
  return (...words) => {
    if (words.length > 1 || region.textContent !== words[0]) region.replaceChildren ? region.replaceChildren(...words) : (region.textContent = "", region.append(...words));
  };
}

async function helpFor(query, answer) {
  const help = element("div", { class: "gk-help" });
  if (answer.empty) {
    help.append(element("p", {}, "请输入一个汉字，或者至少两个字母、数字。"));
    return help;
  }
  const words = answer.words.filter((one) => !one.not);
  const missing = words.filter((one) => !one.text.marks.some((mark) => mark === one.text.all)).map((one) => "「" + one.word + "」");
  if (words.length > 1 && missing.length) help.append(element("p", {}, "没有一个页面写着" + missing.join("、") + "。少写一个词试试。"));
  const near = await Promise.all((await nearest(query)).map((one) => row(one.doc)));
  if (!near.length) help.append(element("p", {}, "换一种写法，或者少写几个字试试。"));
  else {
    help.append(element("p", {}, "编号或标题相近的："), element("ul", {}, ...near.map((found) => element("li", {}, element("a", { href: new URL(found.address, ROOT).href }, found.title), factsOf(found)))));
  }
  return help;
}

// The box that opens over the page

let boxes = 0;

function box(form) {
  const input = form.elements.q, id = "gk-found-" + ++boxes;
  const list = element("ul", { role: "listbox", id, "aria-label": "搜索结果" });
  const region = element("p", { role: "status", class: "gk-found-say" });
  const panel = element("div", { class: "gk-found", hidden: true }, list, region);
  const say = teller(region), run = runner((...words) => { open(true); say(...words); });
  let active = -1;
  form.append(panel);
  for (const [key, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", id], ["aria-autocomplete", "list"]]) input.setAttribute(key, value);

  function open(yes) {
    panel.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes && list.children.length > 0));
    if (!yes) choose(-1);
  }
  function choose(number) {
    Array.from(list.children).forEach((one, i) => one.setAttribute("aria-selected", String(i === number)));
    active = number;
    if (number < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[number].id);
    return list.children[number].scrollIntoView({ block: "nearest" });
  }
  const option = (number, href, ...children) => {
    const made = element("li", { role: "option", id: id + "-" + number, "aria-selected": "false" }, ...children);
    made.dataset.href = href;
    return made;
  };
  const show = (options) => { list.textContent = ""; list.append(...options); active = -1; };

  async function render(answer, query, current) {
    const found = await Promise.all(answer.hits.slice(0, IN_BOX).map((hit) => row(hit.doc)));
    if (!current()) return;
    const words = shownWords(answer);
    const options = found.map((one, i) => option(i, addressOf(one, answer), element("b", {}, ...marked(one.title, words)), factsOf(one)));
    if (answer.hits.length > IN_BOX) options.push(option(options.length, searchPage(query), "看全部结果"));
    show(options);
    say(countOf(answer));
    open(true);
  }
  async function look(query, current) {
    if (!query.trim()) {
      show([]);
      return open(false);
    }
    const answer = await ask(query, false);
    if (!current()) return undefined;
    if (answer.hits.length) await render(answer, query, current);
    if (current() && answer.hits.length && await verify(answer, IN_BOX)) await render(answer, query, current);
    if (!current() || answer.hits.length >= IN_BOX || answer.empty) return answer.empty && show([]), answer.empty && say("");
    const wide = await ask(query, true);
    await verify(wide, IN_BOX);
    if (!current()) return undefined;
    if (wide.hits.length) return render(wide, query, current);
    const help = await helpFor(query, wide);
    if (!current()) return undefined;
    const links = Array.from(help.querySelectorAll("li"), (one, i) => option(i, one.firstChild.href, ...one.childNodes[0].childNodes, one.lastChild));
    show(links);
    say(links.length ? "没有找到；上面是编号或标题相近的" : "没有找到「" + query.trim() + "」");
    return open(true);
  }
  const typed = (event) => { if (!event.isComposing) run((current) => look(input.value, current)); };
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  input.addEventListener("focus", () => { if (list.children.length) open(true); });
  input.addEventListener("keydown", (event) => {
    const { length } = list.children;
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (!panel.hidden) event.preventDefault();
      open(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && length) {
      event.preventDefault();
      open(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((active < 0 && step < 0 ? 0 : active) + step + length) % length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (active >= 0) location.href = list.children[active].dataset.href;
      else if (input.value.trim()) location.href = searchPage(input.value.trim());
      open(false);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) event.ctrlKey || event.metaKey ? window.open(chosen.dataset.href) : (location.href = chosen.dataset.href);
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
  if (input.value && document.activeElement === input) run((current) => look(input.value, current));
}

// The search page

function stateOf() {
  const given = new URLSearchParams(/[#&]q=/.test(location.hash) ? location.hash.slice(1) : location.search);
  const chosen = {};
  for (const key of Object.keys(FACETS)) chosen[key] = given.getAll(key);
  return { query: given.get("q") || "", sort: given.get("sort") === "day" ? "day" : "rank", chosen };
}

function hashOf(state) {
  const made = new URLSearchParams({ q: state.query });
  for (const key of Object.keys(FACETS)) for (const value of state.chosen[key]) made.append(key, value);
  if (state.sort !== "rank") made.set("sort", state.sort);
  return "#" + made;
}

function page(place, form, browse) {
  const input = form.elements.q;
  const region = element("p", { role: "status", class: "gk-count" });
  const controls = element("div", { class: "gk-facets" }), hits = element("ol", { class: "gk-hits" });
  const more = element("button", { type: "button", class: "gk-more-hits", hidden: true }, "再显示 " + ON_PAGE + " 条");
  place.append(region, controls, hits, more);
  const say = teller(region), run = runner(say);
  let shown = ON_PAGE, last = null;

  const fits = (of, chosen, doc, but) => Object.keys(FACETS).every((key) => key === but || !chosen[key].length || of[key][doc].some((one) => chosen[key].includes(one)));

  function narrowed(answer, state, known) {
    if (!known) return answer;
    const kept = answer.hits.filter((hit) => fits(known.of, state.chosen, hit.doc));
    if (state.sort === "day") kept.sort((a, b) => known.day[b.doc] - known.day[a.doc] || a.doc - b.doc);
    return { ...answer, hits: kept, other: kept.filter((hit) => !hit.literal).length };
  }
  function facetOf(key, state, known, answer) {
    const counts = new Map(state.chosen[key].map((value) => [value, 0]));
    for (const { doc } of answer.hits) if (fits(known.of, state.chosen, doc, key)) for (const value of known.of[key][doc]) counts.set(value, (counts.get(value) || 0) + 1);
    if (!counts.size) return "";
    const order = Array.from(counts).sort((a, b) => (key === "year" ? b[0] - a[0] : b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
    const rows = order.map(([value, count]) => {
      const on = state.chosen[key].includes(value);
      const next = { ...state, chosen: { ...state.chosen, [key]: on ? state.chosen[key].filter((one) => one !== value) : state.chosen[key].concat(value) } };
      const shownAs = key === "clause" ? value.replace(/^.*-/, "第 ") + " 条" : value;
      return element("li", {}, element("a", { href: hashOf(next), "aria-current": on && "true" }, shownAs), " ", element("small", {}, String(count)));
    });
    const name = FACETS[key] + (state.chosen[key].length ? "：" + state.chosen[key].join("、") : "");
    return element("details", { "data-facet": key, open: opened.has(key) }, element("summary", {}, name), element("ul", {}, ...rows));
  }
  const opened = new Set();
  controls.addEventListener("toggle", (event) => opened[event.target.open ? "add" : "delete"](event.target.dataset.facet), true);

  function showFacets(answer, state, known) {
    const sorts = Object.keys(SORTS).map((key) => element("a", { href: hashOf({ ...state, sort: key }), "aria-current": key === state.sort && "true" }, SORTS[key]));
    controls.textContent = "";
    controls.append(element("span", { class: "gk-sorts" }, ...sorts), ...Object.keys(FACETS).map((key) => facetOf(key, state, known, answer)));
  }
  async function showHits(answer, current) {
    const rows = await Promise.all(answer.hits.slice(0, shown).map((hit) => row(hit.doc)));
    if (!current()) return;
    const words = shownWords(answer);
    const quotes = [];
    hits.textContent = "";
    hits.append(...rows.map((one) => {
      const quote = element("p", { class: "gk-quote" });
      quotes.push([one, quote]);
      return element("li", {}, element("a", { href: addressOf(one, answer) }, ...marked(one.title, words)), factsOf(one), quote);
    }));
    more.hidden = answer.hits.length <= shown;
    say(countOf(answer));
    for (const [one, quote] of quotes) {
      wordsOfPage(one.address).then((text) => quote.append(...excerpt(text, one.title, answer)), () => quote.append("（没有取到这一页的文字）"));
    }
  }
  async function none(answer, state, current) {
    hits.textContent = "";
    more.hidden = true;
    say(answer.empty ? "" : "没有找到「" + state.query + "」");
    const help = await helpFor(state.query, answer);
    const filters = Object.keys(FACETS).filter((key) => state.chosen[key].length);
    if (filters.length) help.prepend(element("p", {}, "去掉筛选：", ...filters.map((key) => element("a", { href: hashOf({ ...state, chosen: { ...state.chosen, [key]: [] } }) }, FACETS[key] + " " + state.chosen[key].join("、")))));
    if (current()) hits.append(element("li", {}, help));
  }
  async function look(state, current) {
    browse.hidden = Boolean(state.query.trim());
    place.hidden = !browse.hidden;
    if (place.hidden) return;
    const isNarrow = state.sort === "day" || Object.values(state.chosen).some((one) => one.length);
    for (const wide of [false, true]) {
      const answer = await ask(state.query, wide);
      const known = isNarrow ? await facets() : null;
      const narrow = narrowed(answer, state, known);
      if (!current()) return;
      if (wide && !narrow.other && last && last.hits.length) break;
      if (narrow.hits.length) {
        await showHits(narrow, current);
        const number = narrow.hits.length <= MOST_VERIFIED ? MOST_VERIFIED : shown;
        if (current() && (!narrow.exact && await verify(narrow, number) || narrow.exact) && current()) await showHits(narrow, current);
        if (narrow.exact) answer.exact = true;
      }
      if (!current()) return;
      last = narrow;
      if (!narrow.hits.length && (wide || answer.empty)) await none(answer, state, current);
      const all = known || await facets();
      if (!current()) return;
      showFacets(answer, state, all);
    }
  }
  const show = () => {
    const state = stateOf();
    last = null;
    if (input.value.trim() !== state.query) input.value = state.query;
    run((current) => look(state, current));
  };
  const typed = (event) => {
    if (event.isComposing) return;
    shown = ON_PAGE;
    history.replaceState(null, "", hashOf({ ...stateOf(), query: input.value.trim() }));
    show();
  };
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = hashOf({ ...stateOf(), query: input.value.trim() });
  });
  more.addEventListener("click", () => run(async (current) => {
    shown += ON_PAGE;
    await verify(last, shown);
    await showHits(last, current);
  }));
  window.addEventListener("hashchange", () => { shown = ON_PAGE; show(); });
  show();
}

// The hit on the page that was opened

function markHits() {
  const given = new URLSearchParams(location.hash.slice(1)).get("hit"), article = document.querySelector("article");
  if (!given || !article) return;
  const words = given.split(" ").map(fold).filter(Boolean), nodes = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  let text = "", block = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement.closest("p, li, td, th, dd, dt, h1, h2, h3, h4, div, summary, figcaption");
    if (node.parentElement.closest("script, style, svg, form")) continue;
    if (parent !== block) text += "\n";
    block = parent;
    nodes.push({ node, from: text.length });
    text += node.data;
  }
  let first = null;
  for (const [from, to] of places(text, words).reverse()) {
    for (const one of nodes.filter((it) => it.from < to && it.from + it.node.data.length > from).reverse()) {
      const start = Math.max(from - one.from, 0), hit = one.node.splitText(start);
      if (to - one.from - start < hit.data.length) hit.splitText(to - one.from - start);
      first = element("mark", { class: "gk-hit" }, hit.cloneNode());
      hit.replaceWith(first);
    }
  }
  const closed = first && first.closest("details:not([open])");
  if (closed) closed.open = true;
  if (first) first.scrollIntoView({ block: "center" });
}

function start() {
  const place = document.querySelector("[data-gk-results]");
  for (const form of document.querySelectorAll("form[role=search]")) {
    if (place && form.classList.contains("gk-search")) page(place, form, document.querySelector("[data-gk-browse]"));
    else box(form);
  }
  markHits();
}

start();

/** For tests and benchmarks: texts folded with the whole table; what a query finds, as pages in their order. */
export async function foldAll(texts) {
  await theManifest();
  await simplify("關");
  return texts.map(fold);
}

export async function first(query) {
  const answer = await ask(query, false);
  return Promise.all(answer.hits.slice(0, IN_BOX).map((hit) => row(hit.doc)));
}

export async function find(query, verified = ON_PAGE) {
  const answer = await ask(query, false);
  await verify(answer, answer.hits.length <= MOST_VERIFIED ? MOST_VERIFIED : verified);
  const rows = await Promise.all(answer.hits.map((hit) => row(hit.doc)));
  return { exact: answer.exact, pages: rows.map((one) => one.address) };
}
