// Asks the static index beside this file (docs/architecture.md, Search) and shows what it answers, in the header's box
// and on the search page. Without dependencies or build step, for browsers from 2020 on, loaded at the first focus
// (find.js). What a reader types never leaves the browser.

const HERE = new URL("search/", import.meta.url);
const ROOT = new URL("../../", HERE);
const VERSION = 3;
const MANIFEST = "manifest.json";
const IN_BOX = 8;
const ON_PAGE = 10;
const SURE = 20; // so few pages are all made sure of
const TOLD = 1200, SLOW = 400, REST = 250, PATIENCE = 30000; // milliseconds
const TEXT = 0, HEAD = 1, WHOLE = 2; // kinds of grams: of the text, of names, names as a whole
const SORTS = { rank: "按相关", day: "按日期" };
const FACETS = { type: "类型", year: "年份", unit: "单位", state: "状态", category: "类别", clause: "条款" };
const KEYS = Object.keys(FACETS);

const flat = (lists) => [].concat(...lists);
const unique = (list) => Array.from(new Set(list));

// Folding: the same rules as generator/outputs/search/folding.py

const ALIKE = ["〔［【[{(", "〕］】]})", "‐‑‒–—―−-", "“”„‟\"", "‘’‚‛'", "・‧•·", "ςσ", "\t\v\f\r "];
const SAME = new Map(flat(ALIKE.map((group) => Array.from(group, (char) => [char, group[group.length - 1]]))));
let simplified = new Map();
let folds = new Map();

const foldChars = (text) => Array.from(text.normalize("NFKC").toLowerCase(), (char) => {
  const same = SAME.get(char) || char;
  return simplified.get(same) || same;
}).join("");

function foldChar(char) {
  if (!folds.has(char)) folds.set(char, foldChars(char));
  return folds.get(char);
}

const isWord = (char) => /^[0-9a-z]$/.test(char || "");

/** A space stays only between two latin letters or digits: 第 8 届 is 第8届. */
function tighten(text) {
  return text.replace(/ +/g, (run, at) => (isWord(text[at - 1]) && isWord(text[at + run.length]) ? " " : ""));
}

const fold = (text) => tighten(foldChars(text));

/** A text folded, and where in the text each folded character comes from. */
function foldWithPlaces(text) {
  const places = [];
  let folded = "", at = 0;
  for (const char of text) {
    for (const one of foldChar(char)) {
      const next = one === " " && foldChar((/\S/.exec(text.slice(at)) || [""])[0]);
      if (one === " " && !(isWord(folded[folded.length - 1]) && isWord(next))) continue;
      for (let i = 0; i < one.length; i++) places.push(at);
      folded += one;
    }
    at += char.length;
  }
  places.push(text.length);
  return { folded, places };
}

// Fetching: everything once; a failure is forgotten, so that asking again fetches again

const kept = new Map();
let early = window.gongkaiManifest; // find.js asks for it while it loads this module

function fetched(path, read) {
  if (!kept.has(path)) kept.set(path, fetchNow(path, read));
  return kept.get(path);
}

async function fetchNow(path, read) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const isManifest = path === MANIFEST;
    const options = { signal: stop.signal, cache: isManifest ? "no-cache" : "default" };
    const response = await ((isManifest && early) || fetch(new URL(path, HERE), options));
    if (!response.ok) throw new Error(response.status + " " + path);
    return await response[read]();
  } catch (wrong) {
    kept.delete(path);
    throw wrong;
  } finally {
    if (path === MANIFEST) early = null;
    clearTimeout(timer);
  }
}

let manifest = null;

async function theManifest() {
  if (manifest) return;
  const found = await fetched(MANIFEST, "json");
  if (found.version !== VERSION) throw new Error("another version of the index");
  found.size = 0;
  for (const section of found.sections) {
    section.base = found.size;
    found.size += section.size;
  }
  found.tiers.forEach((tier, number) => { tier.sections = found.sections.filter((one) => one.tier === number); });
  manifest = found;
}

/** The site was published anew while the page was open. */
class Changed extends Error {}

function forgetManifest() {
  kept.delete(MANIFEST);
  manifest = null;
}

let common = null;

/** Whether a character is none of GB 2312, or one that is there for other reasons. */
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
  folds = new Map();
}

// Grams and shards

/** The hash of a gram, as generator/outputs/search/grams.py computes it. */
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

/** How long the gram at a place is: longer for latin letters and digits, as dates and ids are alike. */
function sizeAt(word, at) {
  return [6, 5, 4].find((size) => at + size <= word.length && isLatin(word.substr(at, size))) || 3;
}

/** The keys that a page that holds a word has, of `every` place or enough of them; whether they are proof. */
function gramsOf(word, every) {
  const { length } = word;
  if (length < 3) {
    const searchable = length === 2 || (length === 1 && word >= "\u2e80");
    return { keys: searchable ? [gramKey(word, 0, length)] : [], proof: true };
  }
  const last = [6, 5, 4, 3].find((size) => size <= length && sizeAt(word, length - size) === size);
  const keys = new Set([gramKey(word, length - last, last)]);
  for (let at = 0; at < length - last;) {
    const size = sizeAt(word, at);
    keys.add(gramKey(word, at, size));
    at += every || length < 6 ? 1 : Math.max(size >> 1, 2, Math.ceil(length / 5));
  }
  return { keys: Array.from(keys), proof: length === last };
}

/** A name lies in the shard of its first gram. */
function wholeKey(name) {
  const first = gramKey(name, 0, Math.min(name.length, sizeAt(name, 0)));
  return ((first & 0xffff0000) | (gramKey(name, 0, name.length) & 0xfffc)) >>> 0;
}

/** Reads numbers, seven bits to a byte. */
function reader(bytes, at) {
  const next = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = bytes[read.at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value >>> 0;
  };
  const read = { at, next };
  return read;
}

function parsed(buffer, tier) {
  const bytes = new Uint8Array(buffer), found = new Map(), read = reader(bytes, 0);
  for (const { size, base } of tier.sections) {
    if (read.next() !== size) throw new Changed();
    const heads = [];
    let key = 0;
    for (let grams = read.next(); grams > 0; grams--) heads.push([(key += read.next()), read.next()]);
    for (const [rest, length] of heads) {
      if (!found.has(rest)) found.set(rest, []);
      found.get(rest).push({ base, bytes, at: read.at, end: (read.at += length >>> 1), isMap: length & 1 });
    }
  }
  return found;
}

const shards = new Map();

function shardsOf(key) {
  return Promise.all(manifest.tiers.map(async (tier) => {
    const path = tier.dir + "/" + (key >>> (32 - tier.bits)).toString(16) + ".bin?" + tier.hash;
    if (!shards.has(path)) shards.set(path, parsed(await fetched(path, "arrayBuffer"), tier));
    return { lists: shards.get(path), rest: (key << tier.bits) >>> tier.bits };
  }));
}

function visitAll(found, kind, visit) {
  for (const { lists, rest } of found) {
    for (const list of lists.get(((rest & ~3) | kind) >>> 0) || []) (list.isMap ? visitMap : visitList)(list, visit);
  }
}

function visitMap({ base, bytes, at, end }, visit) {
  for (let i = at; i < end; i++) {
    for (let bit = 0; bit < 8; bit++) if ((bytes[i] >> bit) & 1) visit(base + (i - at) * 8 + bit);
  }
}

function visitList({ base, bytes, at, end }, visit) {
  const read = reader(bytes, at);
  for (let doc = base; read.at < end;) visit((doc += read.next()));
}

// Queries

const WORDS = /(?:^|\s)?(?:(-)(?=\S))?(?:"([^"]*)"?|([^\s"]+))/g;

/** The words of a query: `{ word, not, quoted }`. Words are ANDed, "…" is taken as it is, -word excludes. */
function wordsOf(query) {
  const words = [];
  for (const [, minus, quoted, plain] of query.replace(/[“”]/g, "\"").matchAll(WORDS)) {
    const word = fold(plain || quoted), before = words[words.length - 1];
    if (word.length === 1 && isLatin(word) && before && !before.quoted && !minus) before.word += word;
    else if (word) words.push({ word, not: Boolean(minus), quoted: !plain });
  }
  return words;
}

function othersOf(word) {
  return unique(flat(manifest.aliases.filter((set) => set.includes(word)))).filter((one) => !one.includes(word));
}

async function holders(word, kind, every) {
  const { keys, proof } = gramsOf(word, every);
  const found = await Promise.all(keys.map(shardsOf));
  const marks = new Uint8Array(manifest.size);
  found.forEach((one, turn) => visitAll(one, kind, (doc) => { if (marks[doc] === turn) marks[doc] = turn + 1; }));
  return { marks, full: keys.length, proof, has: (doc) => keys.length > 0 && marks[doc] === keys.length };
}

async function lookedUp(one, wide) {
  const others = wide && !one.quoted && !one.not ? othersOf(one.word) : [];
  const asked = [holders(one.word, TEXT), holders(one.word, HEAD), ...others.map((other) => holders(other, TEXT))];
  const [text, head, ...more] = await Promise.all(asked);
  return { ...one, others, text, head, more };
}

function bridge(first, second) {
  return holders(tighten(first.word + " " + second.word).substr(first.word.length - 1, 2), TEXT);
}

async function named(name) {
  const docs = new Set();
  if (name.length > 1) visitAll(await shardsOf(wholeKey(name)), WHOLE, (doc) => docs.add(doc));
  return docs;
}

/** The documents that fit, best first; their numbers begin with the newest. */
function ranked(parts, bridges, whole) {
  const byScore = new Map();
  for (let doc = 0; doc < manifest.size; doc++) {
    let literal = true, fits = true, score = whole.has(doc) ? 1000 : 0;
    for (const { not, text, head, more } of parts) {
      const isHead = head.has(doc), has = isHead || text.has(doc);
      if (not) fits = !(has && text.proof);
      else if (has) score += isHead ? 20 : 0;
      else if (more.some((one) => one.has(doc))) literal = false;
      else fits = false;
      if (!fits) break;
    }
    if (!fits) continue;
    if (literal) score += bridges.length && bridges.every((one) => one.has(doc)) ? 110 : 100;
    if (!byScore.has(score)) byScore.set(score, []);
    byScore.get(score).push({ doc, literal });
  }
  return flat(Array.from(byScore.keys()).sort((a, b) => b - a).map((score) => byScore.get(score)));
}

/** What a query finds; if `wide`, by synonyms too. Nothing where the reader has typed on meanwhile. */
async function ask(query, wide, current) {
  await theManifest();
  await simplify(query);
  if (current && !current()) return undefined;
  const words = wordsOf(query).filter((one) => gramsOf(one.word).keys.length);
  const wanted = words.filter((one) => !one.not);
  if (!wanted.length) return { words, hits: [], exact: true, empty: true };
  const [whole, parts, bridges] = await Promise.all([
    named(fold(query)),
    Promise.all(words.map((one) => lookedUp(one, wide))),
    Promise.all(wanted.slice(1).map((one, i) => bridge(wanted[i], one))),
  ]);
  const exact = parts.every((one) => one.text.proof && one.more.every((more) => more.proof));
  return { words: parts, hits: ranked(parts, bridges, whole), exact };
}

/** Pages whose title or id comes near to what was asked for in vain. */
async function nearest(query) {
  const grams = new Set(), counts = new Map();
  for (const { word } of wordsOf(query)) for (let i = 1; i < word.length; i++) grams.add(word.substr(i - 1, 2));
  const list = Array.from(grams).filter((_, i) => i % Math.ceil(grams.size / 10) === 0);
  const found = await Promise.all(list.map((gram) => shardsOf(gramKey(gram, 0, gram.length))));
  found.forEach((one) => visitAll(one, HEAD, (doc) => counts.set(doc, (counts.get(doc) || 0) + 1)));
  const enough = list.length / 2;
  const near = Array.from(counts).filter((one) => one[1] >= enough).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return Promise.all(near.slice(0, 5).map(([doc]) => row(doc)));
}

// Rows, facets, words of pages

async function row(doc) {
  const section = manifest.sections.find((one) => doc < one.base + one.size), place = doc - section.base;
  const file = "rows/" + section.name + "-" + Math.floor(place / manifest.rows) + ".json?" + section.hash;
  const [address, id, title, kind, unit, state, tone, day] = (await fetched(file, "json"))[place % manifest.rows];
  return { doc, address: address + ".html", id, title, kind, unit, state, tone, day };
}

async function facets() {
  const files = manifest.sections.map((one) => fetched("facets/" + one.name + ".json?" + one.hash, "json"));
  const found = await Promise.all(files), of = {};
  for (const key of KEYS) of[key] = flat(found.map((one) => one[key][1].map((place) => one[key][0][place])));
  return { of, day: flat(found.map((one) => one.day)) };
}

const UNSEEN = /<(svg|script|style|template|form)\b[^]*?<\/\1>|<!--[^]*?-->/g;
const INLINE = /<\/?(?:a|abbr|b|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>/g;

/** The words that a page shows, as generator/outputs/search/pages.py takes them. */
async function wordsOfPage(address) {
  const path = address.split("/").map(encodeURIComponent).join("/");
  const page = await fetched(new URL(path, ROOT).href, "text");
  const article = page.slice(page.indexOf("<article"), page.lastIndexOf("</article>"));
  const area = document.createElement("textarea");
  area.innerHTML = article.replace(UNSEEN, "").replace(INLINE, "").replace(/<[^>]*>/g, "\n");
  return area.value.replace(/\s*\n\s*/g, "\n").trim();
}

/** All places of words in a text: pairs of first and last. */
function places(text, words) {
  const { folded, places: at } = foldWithPlaces(text), found = [];
  for (const word of words) {
    for (let i = folded.indexOf(word); i >= 0; i = folded.indexOf(word, i + word.length)) {
      found.push([at[i], at[i + word.length - 1] + 1]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter((one, i) => i === 0 || one[0] >= found[i - 1][1]);
}

// Making sure: grams that lie apart prove nothing

/** Asks for every gram: the first look took few. */
async function narrow(answer) {
  const unproven = answer.words.filter((one) => !one.not && !one.text.proof);
  const every = await Promise.all(unproven.map((one) => holders(one.word, TEXT, true)));
  const stays = (doc) => unproven.every((one, i) => one.head.has(doc) || every[i].has(doc));
  answer.hits = answer.hits.filter(({ doc, literal }) => !literal || stays(doc));
}

const holds = (folded, part) => [part.word].concat(part.others).some((word) => folded.includes(word));

async function isSure(hit, words) {
  const open = words.filter((part) => part.not || !part.head.has(hit.doc));
  if (!open.length) return true;
  const folded = tighten(foldChars(await wordsOfPage((await row(hit.doc)).address)));
  return open.every((part) => part.not !== holds(folded, part));
}

/** Looks into the first pages, drops the wrong ones, and says whether that changed anything. */
async function verify(answer, number) {
  if (answer.exact) return false;
  const before = answer.hits.length, wanted = before <= SURE ? SURE : number;
  for (let at = 0; at < Math.min(wanted, answer.hits.length);) {
    const some = answer.hits.slice(at, at + wanted);
    const sure = await Promise.all(some.map(async (hit) => hit.sure || (hit.sure = await isSure(hit, answer.words))));
    answer.hits.splice(at, some.length, ...some.filter((_, i) => sure[i]));
    at += sure.filter(Boolean).length;
  }
  answer.exact = answer.hits.every((hit) => hit.sure);
  return answer.exact || answer.hits.length < before;
}

// Showing

function set(made, attributes) {
  for (const [key, value] of Object.entries(attributes)) if (value !== false) made.setAttribute(key, value);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(...children);
  return made;
}

function fill(place, ...children) {
  place.textContent = "";
  place.append(...children);
}

const shownWords = (answer) => flat(answer.words.filter((one) => !one.not).map((one) => [one.word].concat(one.others)));
const hrefOf = (path) => new URL(path, ROOT).href;
const addressOf = (found, words) => hrefOf(found.address) + "#hit=" + encodeURIComponent(words.join(" "));
const searchPage = (query) => hrefOf("search.html") + "#q=" + encodeURIComponent(query);

function countOf({ hits, exact, words }) {
  if (!hits.length) return "没有找到";
  const other = hits.filter((hit) => !hit.literal).length;
  const said = unique(flat(words.map((one) => one.others))).slice(0, 4).join("、");
  const others = other ? "，其中 " + other + " 条用的是同义词（" + said + "）" : "";
  return (exact ? "" : "约 ") + hits.length + " 条结果" + others;
}

function factsOf({ id, kind, unit, state, tone, day }) {
  const facts = [id, kind, unit].filter(Boolean).map((one) => element("span", {}, one));
  const shape = state && element("i", { "aria-hidden": "true" }, state[0]);
  if (state) facts.push(element("span", { class: "gk-state gk-state--" + tone }, shape, state.slice(1)));
  if (day) facts.push(element("span", {}, day));
  return element("small", { class: "gk-hit-facts" }, ...facts);
}

function marked(text, words) {
  const pieces = [];
  let end = 0;
  for (const [from, to] of places(text, words)) {
    pieces.push(text.slice(end, from), element("mark", {}, text.slice(from, to)));
    end = to;
  }
  return pieces.concat(text.slice(end));
}

/** The words around the first hit behind the title; what was typed counts before synonyms. */
function excerpt(text, title, answer) {
  const start = Math.max(text.indexOf(title), 0) + title.length;
  const typed = answer.words.filter((one) => !one.not).map((one) => one.word);
  let words = typed, found = places(text, typed);
  if (!found.length) found = places(text, (words = shownWords(answer)));
  const [from, to] = found.find((one) => one[0] >= start) || found[0] || [start, start];
  const first = Math.max(from - 30, 0), last = Math.min(to + 70, text.length);
  const cut = marked(text.slice(first, last).replace(/\n/g, " · "), words);
  return [first ? "…" : "", ...cut, last < text.length ? "…" : ""];
}

function teller(region) {
  return (...words) => { if (words.length > 1 || region.textContent !== words[0]) fill(region, ...words); };
}

/** Runs what a reader asked for last, says when it is slow, offers a retry when it fails. */
function runner(say, clear) {
  let turn = 0, took = 0;
  return async function run(work, isAgain) {
    const mine = ++turn, current = () => mine === turn, begun = performance.now();
    const slow = setTimeout(() => current() && say("网络慢，正在取搜索的索引……"), TOLD);
    try {
      if (took > SLOW) await new Promise((done) => setTimeout(done, REST));
      if (current()) await work(current);
      if (current()) took = performance.now() - begun;
    } catch (wrong) {
      if (!current()) return;
      forgetManifest();
      if (wrong instanceof Changed && !isAgain) {
        run(work, true);
        return;
      }
      clear();
      const again = element("button", { type: "button" }, "重试");
      again.addEventListener("click", () => run(work));
      say("没有取到搜索的索引，可能是网络断了。还不知道有没有结果。", again);
    } finally {
      clearTimeout(slow);
    }
  };
}

async function helpFor(query, answer) {
  const help = element("div", { class: "gk-help" });
  const tell = (words) => help.append(element("p", {}, words));
  if (answer.empty) {
    tell("请输入一个汉字，或者至少两个字母、数字。");
    return help;
  }
  const words = answer.words.filter((one) => !one.not);
  const missing = words.filter(({ text }) => !text.marks.includes(text.full)).map((one) => "「" + one.word + "」");
  if (words.length > 1 && missing.length) tell("没有一个页面写着" + missing.join("、") + "。少写一个词试试。");
  const near = await nearest(query);
  tell(near.length ? "编号或标题相近的：" : "换一种写法，或者少写几个字试试。");
  const link = (found) => element("a", { href: hrefOf(found.address) }, found.title);
  help.append(...near.map((found) => element("p", {}, link(found), factsOf(found))));
  return help;
}

function onTyping(input, look) {
  const typed = (event) => { if (!event.isComposing) look(); };
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
}

// The box that opens over the page

let boxes = 0;

function box(form) {
  const input = form.elements.q, id = "gk-found-" + ++boxes;
  const list = element("ul", { role: "listbox", id, "aria-label": "搜索结果" });
  const region = element("p", { role: "status", class: "gk-found-say" });
  const panel = element("div", { class: "gk-found", hidden: true }, list, region);
  const said = teller(region);
  const say = (...words) => { open(true); said(...words); };
  const run = runner(say, () => show([]));
  let options = [], active = -1;

  set(input, { role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" });
  form.append(panel);

  function open(yes) {
    panel.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes && options.length > 0));
    if (!yes) choose(-1);
  }
  function choose(number) {
    active = number;
    options.forEach((one, i) => one.setAttribute("aria-selected", String(i === number)));
    if (number < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[number].id);
    return options[number].scrollIntoView({ block: "nearest" });
  }
  function show(links) {
    options = links.map(([href, ...children], i) => (
      element("a", { role: "option", id: id + "-" + i, href, tabindex: "-1", "aria-selected": "false" }, ...children)));
    fill(list, ...options.map((one) => element("li", { role: "none" }, one)));
    choose(-1);
  }

  async function render(answer, query, current) {
    const found = await Promise.all(answer.hits.slice(0, IN_BOX).map((hit) => row(hit.doc)));
    if (!current()) return;
    const words = shownWords(answer);
    const title = (one) => element("b", {}, ...marked(one.title, words));
    const links = found.map((one) => [addressOf(one, words), title(one), factsOf(one)]);
    if (answer.hits.length > IN_BOX) links.push([searchPage(query), "看全部结果"]);
    show(links);
    say(countOf(answer));
  }
  async function look(query, current) {
    if (!query.trim()) {
      show([]);
      return open(false);
    }
    let answer = await ask(query, false, current);
    if (!current()) return undefined;
    if (answer.empty) {
      show([]);
      return said("");
    }
    if (answer.hits.length) {
      await render(answer, query, current);
      if (current() && await verify(answer, IN_BOX) && current()) await render(answer, query, current);
    }
    if (!current() || answer.hits.length >= IN_BOX) return undefined;
    answer = await ask(query, true, current);
    if (current()) await verify(answer, IN_BOX);
    if (!current()) return undefined;
    return answer.hits.length ? render(answer, query, current) : none(query, current);
  }
  async function none(query, current) {
    const nothing = "没有找到「" + query.trim() + "」";
    show([]);
    say(nothing);
    const near = await nearest(query);
    if (!current()) return;
    show(near.map((one) => [hrefOf(one.address), element("b", {}, one.title), factsOf(one)]));
    say(near.length ? nothing + "；上面是编号或标题相近的" : nothing);
  }

  function pressed(event) {
    const { key } = event, step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (event.isComposing) return;
    if (key === "Escape") {
      if (!panel.hidden) event.preventDefault();
      open(false);
    } else if (step && options.length) {
      event.preventDefault();
      open(true);
      choose((Math.max(active, step < 0 ? 0 : -1) + step + options.length) % options.length);
    } else if (key === "Enter") {
      event.preventDefault();
      const query = input.value.trim();
      if (active >= 0 || query) location.href = active >= 0 ? options[active].href : searchPage(query);
      open(false);
    }
  }
  onTyping(input, () => run((current) => look(input.value, current)));
  input.addEventListener("focus", () => { if (options.length) open(true); });
  input.addEventListener("keydown", pressed);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the input keeps the focus
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
  if (input.value && document.activeElement === input) run((current) => look(input.value, current));
}

// The search page: all that it shows follows from its address

function stateOf() {
  const given = new URLSearchParams(/[#&]q=/.test(location.hash) ? location.hash.slice(1) : location.search);
  const chosen = {};
  for (const key of KEYS) chosen[key] = given.getAll(key);
  return { query: given.get("q") || "", sort: given.get("sort") === "day" ? "day" : "rank", chosen };
}

function hashOf(state) {
  const made = new URLSearchParams({ q: state.query });
  for (const key of KEYS) for (const value of state.chosen[key]) made.append(key, value);
  if (state.sort !== "rank") made.set("sort", state.sort);
  return "#" + made;
}

const choosing = (state, key, values) => ({ ...state, chosen: { ...state.chosen, [key]: values } });

/** Whether a document has a chosen value of each facet but one. */
function fits({ of }, chosen, doc, but) {
  return KEYS.every((key) => key === but || !chosen[key].length || of[key][doc].some((one) => chosen[key].includes(one)));
}

function narrowed(answer, state, known) {
  if (!known) return answer;
  const hits = answer.hits.filter((hit) => fits(known, state.chosen, hit.doc));
  if (state.sort === "day") hits.sort((a, b) => known.day[b.doc] - known.day[a.doc] || a.doc - b.doc);
  return { ...answer, hits };
}

/** The values of a facet and how many of the hits each would leave. */
function countsOf(key, state, known, hits) {
  const counts = new Map(state.chosen[key].map((value) => [value, 0]));
  for (const { doc } of hits) {
    if (!fits(known, state.chosen, doc, key)) continue;
    for (const value of known.of[key][doc]) counts.set(value, (counts.get(value) || 0) + 1);
  }
  const byCount = (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
  return Array.from(counts).sort(key === "year" ? (a, b) => b[0] - a[0] : byCount);
}

function page(place, form, browse) {
  const input = form.elements.q;
  const region = element("p", { role: "status", class: "gk-count" });
  const controls = element("div", { class: "gk-facets" }), hits = element("ol", { class: "gk-hits" });
  const more = element("button", { type: "button", class: "gk-more-hits", hidden: true }, "再显示 " + ON_PAGE + " 条");
  const say = teller(region), run = runner(say, clear);
  let shown = ON_PAGE, last = null, listed = "";
  place.append(region, controls, hits, more);

  function clear() {
    fill(hits);
    fill(controls);
    more.hidden = true;
    listed = "";
  }
  /** A link to another state; `at` finds it again when it is made anew, so that the focus stays. */
  function choice(at, state, on, words) {
    return element("a", { href: hashOf(state), "data-at": at, "aria-current": on }, words);
  }
  function facetOf(key, state, counts) {
    const chosen = state.chosen[key];
    const rows = counts.map(([value, count]) => {
      const on = chosen.includes(value);
      const next = on ? chosen.filter((one) => one !== value) : chosen.concat(value);
      const words = key === "clause" ? value.replace(/^.*-/, "第 ") + " 条" : value;
      const link = choice(key + value, choosing(state, key, next), on, words);
      return element("li", {}, link, " ", element("small", {}, String(count)));
    });
    const name = FACETS[key] + (chosen.length ? "：" + chosen.join("、") : "");
    const summary = element("summary", { "data-at": key }, name);
    const open = Boolean(controls.querySelector("[open][data-facet=" + key + "]"));
    return element("details", { "data-facet": key, open }, summary, element("ul", {}, ...rows));
  }
  function showFacets(answer, state, known) {
    const sorts = Object.keys(SORTS).map((sort) => choice(sort, { ...state, sort }, sort === state.sort, SORTS[sort]));
    const counted = KEYS.map((key) => [key, countsOf(key, state, known, answer.hits)]).filter((one) => one[1].length);
    const lists = counted.map(([key, counts]) => facetOf(key, state, counts));
    const { at } = controls.contains(document.activeElement) ? document.activeElement.dataset : {};
    fill(controls, element("span", { class: "gk-sorts" }, ...sorts), ...lists);
    const same = at && Array.from(controls.querySelectorAll("[data-at]")).find((one) => one.dataset.at === at);
    if (same) same.focus();
  }
  function hitOf(found, words, answer) {
    const link = element("a", { href: addressOf(found, words) }, ...marked(found.title, words));
    const quote = element("p", { class: "gk-quote" }), lost = () => quote.append("（没有取到这一页的文字）");
    wordsOfPage(found.address).then((text) => quote.append(...excerpt(text, found.title, answer))).catch(lost);
    return element("li", {}, link, factsOf(found), quote);
  }
  async function showHits(answer, current) {
    const rows = await Promise.all(answer.hits.slice(0, shown).map((hit) => row(hit.doc)));
    if (!current()) return;
    const words = shownWords(answer), now = words.join() + rows.map((one) => one.doc);
    if (now !== listed) fill(hits, ...rows.map((one) => hitOf(one, words, answer)));
    listed = now;
    more.hidden = answer.hits.length <= shown;
    say(countOf(answer));
  }
  async function none(answer, state, current) {
    clear();
    say(answer.empty ? "" : "没有找到「" + state.query + "」");
    const help = await helpFor(state.query, answer);
    if (!current()) return;
    const chosen = KEYS.filter((key) => state.chosen[key].length);
    const drop = (key) => choice("", choosing(state, key, []), false, FACETS[key] + " " + state.chosen[key].join("、"));
    if (chosen.length) help.prepend(element("p", {}, "去掉筛选：", ...chosen.map(drop)));
    fill(hits, element("li", {}, help));
  }
  async function look(state, current) {
    browse.hidden = Boolean(state.query.trim());
    place.hidden = !browse.hidden;
    if (place.hidden) return undefined;
    const isNarrow = state.sort === "day" || KEYS.some((key) => state.chosen[key].length);
    for (const wide of [false, true]) {
      const answer = await ask(state.query, wide, current);
      const known = current() && isNarrow ? await facets() : null;
      if (!current()) return undefined;
      if (answer.empty) return none(answer, state, current);
      const found = narrowed(answer, state, known);
      if (wide && last.hits.length && found.hits.every((hit) => hit.literal)) return undefined;
      if (found.hits.length) {
        await showHits(found, current);
        if (!found.exact && current()) await narrow(found);
        if (current() && await verify(found, shown) && found.hits.length && current()) await showHits(found, current);
      }
      if (!current()) return undefined;
      last = found;
      if (!found.hits.length && !wide) continue;
      if (!found.hits.length) await none(found, state, current);
      const all = known || await facets();
      if (current() && answer.hits.length) showFacets(known ? answer : found, state, all);
    }
    return undefined;
  }
  function show() {
    const state = stateOf();
    last = null;
    if (input.value.trim() !== state.query) input.value = state.query;
    run((current) => look(state, current));
  }
  const typed = () => hashOf({ ...stateOf(), query: input.value.trim() });

  onTyping(input, () => {
    shown = ON_PAGE;
    history.replaceState(null, "", typed());
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = typed();
  });
  more.addEventListener("click", () => run(async (current) => {
    const before = shown;
    shown += ON_PAGE;
    await verify(last, shown);
    await showHits(last, current);
    if (more.hidden && current()) hits.children[before].querySelector("a").focus();
  }));
  window.addEventListener("hashchange", () => { shown = ON_PAGE; show(); });
  show();
}

// The hit on the page that was opened

const BLOCKS = "p, li, td, th, dd, dt, h1, h2, h3, h4, div, summary, figcaption";

function textOf(article) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT), nodes = [];
  let text = "", block = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("script, style, svg, form")) continue;
    const parent = node.parentElement.closest(BLOCKS);
    if (parent !== block) text += "\n";
    block = parent;
    nodes.push({ node, from: text.length, to: text.length + node.data.length });
    text += node.data;
  }
  return { text, nodes };
}

function markHits() {
  const given = new URLSearchParams(location.hash.slice(1)).get("hit"), article = document.querySelector("article");
  if (!given || !article) return;
  const { text, nodes } = textOf(article);
  let first = null;
  for (const [from, to] of places(text, given.split(" ").map(fold).filter(Boolean)).reverse()) {
    for (const one of nodes.filter((it) => it.from < to && it.to > from).reverse()) {
      const start = Math.max(from - one.from, 0), hit = one.node.splitText(start);
      if (to - one.from - start < hit.data.length) hit.splitText(to - one.from - start);
      first = element("mark", { class: "gk-hit" }, hit.cloneNode());
      hit.replaceWith(first);
    }
  }
  if (!first) return;
  const closed = first.closest("details:not([open])");
  if (closed) closed.open = true;
  first.scrollIntoView({ block: "center" });
}

function start() {
  const place = document.querySelector("[data-gk-results]");
  for (const form of document.querySelectorAll("form[role=search]")) {
    if (place && form.classList.contains("gk-search")) page(place, form, document.querySelector("[data-gk-browse]"));
    else box(form);
  }
  if (document.activeElement && document.activeElement.name === "q") theManifest().catch(() => {});
  markHits();
}

// where the results go is enough: the scripts behind it may be long in coming
if (document.querySelector("[data-gk-results]") || document.readyState !== "loading") start();
else document.addEventListener("DOMContentLoaded", start);

export { theManifest, simplify, fold, ask, narrow, verify, row }; // for tests and benchmarks
