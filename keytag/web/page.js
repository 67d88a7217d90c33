// The page of one job: what is typed is drawn at once, and saved to the file when a field is left. All words come
// from the server; nothing here knows what a job should say.
"use strict";

const body = document.body, said = body.dataset, lang = document.documentElement.lang;
const $ = (id) => document.getElementById(id);
const all = (what, within = document) => [...within.querySelectorAll(what)];
const state = { base: said.digest, edition: null, dirty: new Map(), drawing: false, checking: false, turn: 0, front: "", back: "", again: false, ended: false, runs: new Map(), shots: false };

function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, ""); else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

async function ask(name, content = {}) {
  const answer = await fetch(name, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ lang, base: state.base, ...content }),
  });
  const got = await answer.json();
  got.status = answer.status;
  return got;
}

// ---- what the file says --------------------------------------------------------------------------------------

function took(got) {
  if (got.digest) state.base = got.digest;
  if ("can_undo" in got) $("undo").disabled = !got.can_undo;
  if (got.is_new) $("saved").textContent = said.tNotYet;
  if (got.form) renew(got.form);
}

const ENTRY = /(^|\.)numbers\.\d+\./;
function renew(html) {
  // What is typed and not saved yet stays; entries of the list may count otherwise now.
  const kept = [...state.dirty].filter(([path, input]) => !ENTRY.test(path) && $("form").contains(input)).map(([path, input]) => [path, input.value]);
  replaceIn($("form"), html);
  for (const [path, input] of state.dirty) if (!input.isConnected) state.dirty.delete(path);
  for (const [path, value] of kept) {
    const input = all("#form [data-path]").find((each) => each.dataset.path === path && each.type !== "radio");
    if (input) { input.value = value; state.dirty.set(path, input); }
  }
  dress();
}

// What was open stays open, and whoever was in a field, or at a button, is there again.
function replaceIn(place, html) {
  const at = place.contains(document.activeElement) ? document.activeElement : null;
  const keyOf = (each) => (each.type === "radio" ? `${each.dataset.path}=${each.value}` : each.dataset.path) || (each.dataset.action && `${each.dataset.action} ${each.closest("[data-list]").dataset.list} ${each.closest("[data-row]").dataset.row}`) || each.dataset.add || (each.dataset.addEdition && "add-edition") || each.id;
  const key = at && keyOf(at), open = all("details", place).map((each) => each.open);
  place.innerHTML = html;
  all("details", place).forEach((each, n) => { each.open = open[n] || false; });
  if (!key) return;
  const same = all("input, select, button", place).find((each) => !each.disabled && keyOf(each) === key);
  if (same) same.focus(); else if (place.id === "form") place.focus();
}

function editOf(input) {
  return { op: "set", path: input.dataset.path, value: input.value };
}

function newRow(input) {
  const row = input.closest("[data-new]");
  return row && !row.closest("template") ? row : null;
}

function rowEdit(row) {
  const value = {};
  for (const each of all("[data-path]", row)) if (each.value) value[each.dataset.path.split(".").pop()] = each.value;
  return { op: "insert", path: listOf(row), index: Number(row.dataset.row), value };
}

function listOf(row) {
  return row.closest("[data-list]").dataset.list;
}

function pending() {
  const edits = [], rows = new Set();
  for (const input of state.dirty.values()) {
    const row = newRow(input);
    if (!row) edits.push(editOf(input));
    else if (!rows.has(row) && all("[data-path$='.number']", row)[0].value.trim()) { rows.add(row); edits.push(rowEdit(row)); }
  }
  return edits;
}

// One after the other: each goes upon what the one before has made of the file.
let saving = Promise.resolve();
function inTurn(work) {
  saving = saving.then(work, work);
  return saving;
}

function save(edits) {
  // Until the list is drawn anew its buttons would mean other entries.
  const moves = edits.some((each) => each.op !== "set");
  if (moves) busy(true);
  return inTurn(() => saveNow(edits)).finally(() => { if (moves) busy(false); });
}

function busy(isBusy) {
  state.busy = isBusy;
  for (const button of all("[data-action], [data-add], [data-add-edition], [data-remove-edition]")) {
    if (isBusy) button.setAttribute("aria-disabled", "true"); else button.removeAttribute("aria-disabled");
  }
}

async function saveNow(edits) {
  if (!edits.length) return;
  let got;
  try { got = await ask("save", { edits }); } catch { return gone(); }
  if (got.is_conflict) { conflict(got, edits); return; }
  if (!got.ok) { notice(got.message, got.hint); return; }
  const insert = edits.some((each) => each.op !== "set");
  for (const [path, input] of state.dirty) {
    if (edits.some((each) => each.path === path && each.value === input.value) || (insert && newRow(input))) {
      state.dirty.delete(path);
      input.dataset.was = input.value;
    }
  }
  took(got);
  $("saved").textContent = said.tSaved;
  notice(null);
  if (edits.some((each) => each.path.startsWith("editions") && (each.op !== "set" || each.path.split(".").length === 2))) await table();
  draw();
}

// ---- the tag -------------------------------------------------------------------------------------------------

const urls = new Map();
function show(id, svg) {
  const image = $(id);
  if (urls.has(id)) URL.revokeObjectURL(urls.get(id));
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  urls.set(id, url);
  image.src = url;
  image.hidden = false;
}

let timer = 0;
function drawSoon() {
  clearTimeout(timer);
  timer = setTimeout(draw, 40);
}

async function draw() {
  if (state.drawing) { state.again = true; return; }
  state.drawing = true;
  const edits = pending(), base = state.base, turn = ++state.turn;
  let got;
  try { got = await ask("draw", { edits, base, edition: state.edition, quick: true }); } catch { state.drawing = false; return gone(); }
  state.drawing = false;
  if (got.ok && got.front) picture(got);
  // Who types on wants the next picture: what is wrong is looked for once he pauses.
  if (state.again) { state.again = false; drawSoon(); return; }
  if (!state.checking) check(edits, base, turn);
}

// What is wrong is looked for behind the picture; of several only the last is looked at.
async function check(edits, base, turn) {
  state.checking = true;
  let got;
  try { got = await ask("draw", { edits, base, edition: state.edition }); } catch { state.checking = false; return gone(); }
  state.checking = false;
  if (turn !== state.turn) { if (!state.drawing) check(pending(), state.base, state.turn); return; }
  if (!got.ok) {
    if (got.is_conflict) return;
    if (got.findings) find(got.findings); else notice(got.message, got.hint);
    return;
  }
  // Of a form that nobody has filled in yet it is said what to do, not what is wrong.
  if (!got.is_new || edits.length) find(got.findings);
  if (got.colours) paint(got);
  const isOld = !got.front, wasDrawn = $("sides").classList.contains("drawn");
  if (!isOld) picture(got); else $("drawn").textContent = wasDrawn ? said.tLastGood : said.tNothing;
  $("sides").classList.toggle("old", isOld && wasDrawn);
  if (got.editions) editions(got);
  if (got.is_read && !state.shots) { state.shots = true; setTimeout(shots, 200); }
}

function picture(got) {
  $("drawn").textContent = "";
  if (state.front !== got.front || state.back !== got.back) {
    state.front = got.front;
    state.back = got.back;
    for (const side of ["front", "back"]) {
      for (const place of ["picture", "true-", "large-"]) show(place === "picture" ? `${side}-picture` : place + side, got[side]);
      $(`${side}-picture`).alt = `${said[side === "front" ? "tFront" : "tBack"]}: ${$("f-issuer-name") ? $("f-issuer-name").value : ""}`;
    }
    document.documentElement.style.setProperty("--w", got.width);
    document.documentElement.style.setProperty("--h", got.height);
    $("sides").classList.add("drawn");
  }
}

function editions(got) {
  const choice = $("edition");
  $("edition-choice").hidden = got.editions.length < 2;
  const ids = got.editions.map((each) => each.id).join();
  if (choice.dataset.ids !== ids) {
    choice.dataset.ids = ids;
    choice.replaceChildren(...got.editions.map((each) => make("option", { value: each.id }, each.name)));
  }
  choice.value = got.edition;
}

function paint(got) {
  state.palette = got.palette || state.palette;
  state.colours = got.colours;
  dressColours();
}

function dressColours() {
  for (const each of state.colours || []) {
    for (const rect of all(`rect[data-role="${CSS.escape(each.role)}"]`)) rect.setAttribute("fill", each.look);
    for (const name of all(`[data-colour-name="${CSS.escape(each.role)}"]`)) name.textContent = each.cmyk;
  }
  for (const each of state.palette || []) {
    for (const rect of all(`rect[data-ink="${CSS.escape(each.name)}"]`)) rect.setAttribute("fill", each.look);
    for (const note of all(`[data-cmyk="${CSS.escape(each.name)}"]`)) note.textContent = each.cmyk;
  }
}

// The other designs, with this job's words: one after the other, when nothing else is to be drawn.
async function shots() {
  for (const place of all("#form [data-template]")) {
    while (state.drawing || state.checking || state.dirty.size) await new Promise((go) => setTimeout(go, 300));
    if (!place.isConnected) return;
    let got;
    try { got = await ask("draw", { edits: [{ op: "set", path: "template", value: place.dataset.template }], edition: state.edition }); } catch { return; }
    if (!got.front || !place.isConnected) continue;
    place.replaceChildren(...["front", "back"].map((side) => {
      const url = URL.createObjectURL(new Blob([got[side]], { type: "image/svg+xml" }));
      const image = make("img", { alt: "", src: url });
      image.addEventListener("load", () => URL.revokeObjectURL(url));
      return image;
    }));
  }
}

// ---- findings ------------------------------------------------------------------------------------------------

let told = "";
function find(findings) {
  const key = JSON.stringify(findings);
  if (key === told && all(".finding").length) return;
  told = key;
  const places = all("[data-found]");
  for (const place of places) place.replaceChildren();
  for (const input of all("[data-path]")) input.removeAttribute("aria-invalid");
  const rest = [], led = [];
  for (const finding of findings) {
    const place = placeOf(finding.path, places);
    if (!place) { rest.push(finding); continue; }
    place.append(shown(finding));
    const input = place.closest(".field") && place.closest(".field").querySelector("[data-path]");
    // What stands in a part that is not open, or far below the tag, is told beside the tag as well.
    if (place.closest(".part[hidden]")) rest.push(finding);
    else if (finding.accepted == null) led.push(leading(finding, place, input));
    if (input && finding.severity === "error") input.setAttribute("aria-invalid", "true");
    const details = place.closest("details");
    if (details && finding.severity === "error") details.open = true;
  }
  const leads = led.length ? [make("ul", { class: "leads" }, ...led)] : [];
  $("other-found").replaceChildren(...leads, ...(findings.length ? rest.map(shown) : [make("p", { class: "fine" }, said.tFine)]));
}

// A way to the field that a finding stands beside.
function leading(finding, place, input) {
  const holder = place.closest(".field, [data-row], fieldset, section"), heading = holder && holder.querySelector("label, legend, h2, h3");
  const go = make("button", { type: "button", class: "lead" }, heading ? heading.textContent : finding.message);
  go.addEventListener("click", () => {
    const details = place.closest("details");
    if (details) details.open = true;
    (input || place).scrollIntoView({ block: "center" });
    if (input) input.focus({ preventScroll: true });
  });
  return make("li", { class: finding.severity }, make("strong", {}, `${finding.word}: `), go);
}

function placeOf(path, places) {
  if (!path) return null;
  const fit = (test) => places.find((each) => test(each.dataset.found));
  const holder = path.split(".");
  return fit((name) => name === path)
    || fit((name) => name.startsWith(`${path}.`))
    || holder.map((_, n) => holder.slice(0, -n || undefined).join(".")).map((part) => fit((name) => name === part)).find(Boolean)
    || null;
}

function shown(finding) {
  const at = make("div", { class: `finding ${finding.accepted != null ? "accepted" : finding.severity}` });
  // Beside its field nobody need be told which it is.
  const message = finding.path && finding.message.startsWith(`${finding.path}: `) ? finding.message.slice(finding.path.length + 2) : finding.message;
  at.append(make("p", {}, make("strong", {}, `${finding.word}: `), message, finding.place ? ` (${finding.place})` : ""));
  if (finding.accepted != null) { at.append(make("p", { class: "help" }, `${said.tAccepted}: ${finding.accepted}`)); return at; }
  if (finding.hint) at.append(make("p", { class: "hint" }, finding.hint));
  for (const [value, words] of [[finding.becomes, said.tUse], [finding.guess, said.tUseGuess]]) {
    if (value == null || !finding.path) continue;
    const use = make("button", { type: "button" }, words.replace("{}", value));
    use.addEventListener("click", () => remedy(finding.path, value));
    at.append(use);
  }
  if (finding.severity === "warning") at.append(accepting(finding));
  return at;
}

function remedy(path, value) {
  const input = all("[data-path]").find((each) => each.dataset.path === path && each.type !== "radio");
  if (input) { input.value = value; input.dataset.was = value; state.dirty.delete(path); input.focus(); }
  save([{ op: "set", path, value }]);
}

function accepting(finding) {
  const why = make("input", { "aria-label": said.tAcceptWhy, placeholder: said.tAcceptWhy });
  const form = make("form", { class: "accepting" }, why, make("button", {}, "OK"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (why.value.trim()) save([{ op: "insert", path: "accept", index: 0, value: { rule: finding.rule, reason: why.value } }]);
  });
  return make("details", {}, make("summary", {}, said.tAccept), form);
}

// ---- notices, and what others do to the file ------------------------------------------------------------------

function notice(message, hint, ...more) {
  const place = $("notice");
  place.hidden = !message;
  if (!message) { place.replaceChildren(); return; }
  place.replaceChildren(make("p", {}, make("strong", {}, message)), hint ? make("p", {}, hint) : "", ...more);
}

function gone() {
  if (state.ended) return;
  state.ended = true;
  notice(said.tGone);
}

function bothSides(lines) {
  return make("pre", { class: "both", tabindex: "0" }, ...lines.map((line) => make("span", { class: line[0] === "+" ? "mine" : line[0] === "-" ? "theirs" : "" }, `${line}\n`)));
}

let clash = null;
function conflict(got, edits) {
  const key = got.shown.join("\n");
  // A button that is about to be pressed stays where it is.
  if (clash && clash.key === key && !$("notice").hidden) { if (edits.length) clash.edits = edits; return; }
  clash = { key, edits };
  const use = make("button", { type: "button", class: "main" }, said.tUseFile);
  const keep = make("button", { type: "button" }, said.tKeepMine);
  use.addEventListener("click", async () => { state.dirty.clear(); await inTurn(async () => took(await ask("take"))); notice(null); draw(); });
  keep.addEventListener("click", async () => { await inTurn(async () => took(await ask("take"))); notice(null); await save(clash.edits); });
  notice(got.message, said.tOutsideHelp, bothSides(got.shown), make("div", { class: "actions" }, use, keep));
}

async function listen() {
  while (!state.ended) {
    try {
      const answer = await fetch("events", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ lang }) });
      const reading = answer.body.getReader(), decoder = new TextDecoder();
      let text = "";
      for (;;) {
        const { value, done } = await reading.read();
        if (done) break;
        text += decoder.decode(value, { stream: true });
        const lines = text.split("\n");
        text = lines.pop();
        for (const line of lines) if (line.trim()) await heard(JSON.parse(line));
      }
      if (text.trim()) { await heard(JSON.parse(text)); await new Promise((go) => setTimeout(go, 2000)); continue; }
      return gone();
    } catch { return gone(); }
  }
}

async function heard(news) {
  for (const run of news.runs) ran(run);
  const seen = JSON.stringify(news.table);
  if (state.table !== undefined && state.table !== seen) { table(); draw(); }
  state.table = seen;
  if (news.outside) {
    if (!state.dirty.size) { await inTurn(async () => took(await ask("take"))); notice(said.tOutside, null, bothSides(news.outside.map((line) => (line[0] === "-" ? "+" : line[0] === "+" ? "-" : " ") + line.slice(1))), closing()); table(); draw(); }
    else conflict({ message: said.tOutside, shown: news.outside }, pending());
  } else if (news.digest && news.digest !== state.base) {
    // What another page has saved, unless it was this one, whose answer is on its way.
    await inTurn(async () => {
      if (news.digest === state.base) return;
      took(await ask("form"));
      draw();
    });
  }
}

function closing() {
  const close = make("button", { type: "button" }, said.tClose);
  close.addEventListener("click", () => notice(null));
  return close;
}

// ---- work in the background ----------------------------------------------------------------------------------

async function run(kind, more = {}) {
  const place = document.querySelector(`[data-run-of="${kind}"]`);
  place.replaceChildren(make("p", { role: "status" }, said.tDrawing));
  await saving;
  let got;
  try { got = await ask("run", { kind, said: more }); } catch { return gone(); }
  if (!got.ok) { place.replaceChildren(make("p", { class: "finding error", role: "alert" }, got.message, " ", got.hint || "")); return; }
  state.runs.set(got.run, kind);
}

async function ran(news) {
  if (!state.runs.has(news.id)) return;
  const key = JSON.stringify(news);
  if (state.runs.get(news.id) === key) return;
  state.runs.set(news.id, key);
  let run = news;
  if (news.state === "done" || news.state === "failed") {
    try { run = (await ask("result", { run: news.id })).result || news; } catch { return gone(); }
  }
  const place = document.querySelector(`[data-run-of="${run.kind}"]`);
  if (run.state === "running") {
    const bar = make("progress", run.total ? { value: run.done, max: run.total, "aria-label": run.step } : { "aria-label": run.step });
    const stop = make("button", { type: "button" }, said.tStop);
    stop.addEventListener("click", () => ask("stop", { run: run.id }));
    place.replaceChildren(make("p", { role: "status" }, run.step), bar, stop);
    return;
  }
  if (run.state === "stopped") { place.replaceChildren(make("p", { role: "status" }, said.tStopped)); return; }
  const isDone = run.state === "done" && run.is_fine && run.is_done !== false;
  const files = (run.files || []).map(fileLink);
  if (files.length) made();
  const found = (run.findings || []).filter((each) => each.severity !== "note").map(shown);
  place.replaceChildren(
    make("p", { role: "status", class: isDone ? "fine" : "not-done" }, run.message ? `${run.message} ${run.hint || ""}` : isDone ? said.tDone : ["look", "read"].includes(run.kind) && run.state === "done" ? said.tToMend : said.tNotDone),
    files.length ? make("ul", { class: "files" }, ...files) : "",
    ...(isDone && run.kind !== "look" ? found.slice(0, 6) : found),
  );
  if (run.kind === "read") replaceIn($("reading"), run.html || "");
  if (run.kind === "mend" && isDone) place.append(files.length ? useCopy(run.files[0].name) : make("p", {}, said.tNotMended));
  if (run.kind === "numbers") calls(run);
  if (run.kind === "sheets" && run.html) press(run);
  if (run.kind === "look" && run.editions) glance(run);
}

function fileLink(file) {
  const name = file.title === file.name ? null : make("small", {}, ` ${file.name}`);
  return make("li", {}, make("a", { href: `files/${file.id}`, download: "", "aria-label": `${said.tDownload} ${file.title}, ${file.name}` }, file.title), name);
}

async function made() {
  let got;
  try { got = await ask("made"); } catch { return; }
  if (!got.ok) return;
  $("made").replaceChildren(...got.files.map(fileLink));
  $("made").closest(".paper").hidden = !got.files.length;
}

function useCopy(name) {
  const use = make("button", { type: "button", class: "main" }, said.tUseCopy);
  use.addEventListener("click", async () => { await save([{ op: "set", path: "editions.from", value: name }]); use.remove(); run("read"); });
  return use;
}

function calls(run) {
  $("approve-form").hidden = false;
  $("calls").replaceChildren(...run.numbers.map((each) => make("li", {}, make("label", { class: "ticked" },
    make("input", { type: "checkbox", value: each.id, checked: each.is_called }), make("span", {}, each.of.length ? `${each.of.slice(0, 2).join(", ")}${each.of.length > 2 ? "…" : ""} – ` : "", `${each.label}: `, make("strong", {}, each.number), ` – ${said.tCalled}`)))));
}

function amount(number) { return new Intl.NumberFormat(lang === "vi" ? "vi-VN" : "en-GB").format(number); }

function press(run) {
  const pictures = run.pictures.map((each) => {
    const bytes = Uint8Array.from(atob(each.data), (letter) => letter.charCodeAt(0));
    return make("figure", { class: "sheet" }, make("img", { alt: each.name, src: URL.createObjectURL(new Blob([bytes], { type: "image/png" })) }), make("figcaption", {}, each.name));
  });
  $("press-result").innerHTML = run.html;
  $("press-result").append(make("div", { class: "sheet-pictures" }, ...pictures));
}

function glance(run) {
  $("glance").replaceChildren(...run.editions.map((each) => {
    const sides = each.sides.map((svg) => {
      const image = make("img", { alt: "", src: URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })) });
      return image;
    });
    const bad = each.findings.filter((finding) => finding.severity !== "note" && finding.accepted == null);
    return make("li", { "data-bad": bad.length > 0 }, make("h3", {}, each.name), make("div", { class: "pair" }, ...sides),
      make("p", { class: "help" }, [each.quantity ? amount(each.quantity) : "", ...each.numbers].filter(Boolean).join(" · ")), ...bad.map(shown));
  }));
  filter();
}

function filter() {
  for (const each of all("#glance > li")) each.hidden = $("only-found").checked && !("bad" in each.dataset);
}

// ---- the table of editions -----------------------------------------------------------------------------------

async function table() {
  let got;
  try { got = await ask("table"); } catch { return; }
  if (got.ok && !gridIsDirty) { replaceIn($("table-part"), got.html); dressTable(); }
}

let gridIsDirty = false;
function dressTable() {
  const grid = $("grid");
  if (grid) {
    grid.addEventListener("input", () => { gridIsDirty = true; });
    grid.addEventListener("paste", pasted);
    $("add-rows").addEventListener("click", () => addRows(5));
    $("save-table").addEventListener("click", saveTable);
  }
  const upload = $("upload");
  if (upload) upload.addEventListener("change", () => send(upload.files[0]));
  $("from-table").hidden = !$("table-part").querySelector("[data-named]");
  told = "";
}

function addRows(count) {
  const last = $("grid").tBodies[0].lastElementChild;
  for (let n = 0; n < count; n += 1) {
    const row = $("grid").tBodies[0].lastElementChild.cloneNode(true);
    const number = Number(row.firstElementChild.textContent) + 1;
    row.firstElementChild.textContent = number;
    all("input", row).forEach((input, column) => {
      input.value = "";
      input.dataset.cell = `${number},${column}`;
      input.setAttribute("aria-label", `${all("thead input", $("grid"))[column].value || column + 1}, ${number}`);
    });
    $("grid").tBodies[0].append(row);
  }
  if (count === 5) all("input", last.nextElementSibling)[0].focus();
}

function addColumns(count) {
  for (const row of all("tr", $("grid"))) {
    for (let n = 0; n < count; n += 1) {
      const input = row.lastElementChild.firstElementChild.cloneNode(true);
      const [line, column] = input.dataset.cell.split(",").map(Number);
      input.value = "";
      input.dataset.cell = `${line},${column + 1}`;
      input.setAttribute("aria-label", `${column + 2}, ${line}`);
      row.append(make("td", {}, input));
    }
  }
}

// Excel and Google Sheets put tabs between cells, and quotation marks round those that have a break in them.
function cellsOf(text) {
  const rows = [[""]];
  let quoted = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let n = 0; n < clean.length; n += 1) {
    const letter = clean[n], row = rows[rows.length - 1], cell = row[row.length - 1];
    if (letter === '"' && quoted && clean[n + 1] === '"') { row[row.length - 1] += '"'; n += 1; }
    else if (letter === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (letter === "\t" && !quoted) row.push("");
    else if (letter === "\n" && !quoted) rows.push([""]);
    else row[row.length - 1] += letter;
  }
  return rows;
}

function pasted(event) {
  const text = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(text.trim()) || !event.target.dataset.cell) return;
  event.preventDefault();
  fill(event.target.dataset.cell.split(",").map(Number), cellsOf(text));
}

function fill([top, left], rows) {
  // Whoever copies the headings, too, means them for headings.
  const start = top === 1 && left === 0 && !rows[0].some((cell) => /\d{3}/.test(cell)) ? 0 : top;
  const width = Math.max(...rows.map((row) => row.length)) + left;
  const have = all("thead input", $("grid")).length;
  if (width > have) addColumns(width - have);
  const lines = all("tr", $("grid"));
  if (start + rows.length > lines.length) addRows(start + rows.length - lines.length);
  const inputs = new Map(all("#grid [data-cell]").map((input) => [input.dataset.cell, input]));
  rows.forEach((row, down) => row.forEach((cell, across) => {
    const input = inputs.get(`${start + down},${left + across}`);
    if (input) input.value = cell.replace(/\s+/g, " ").trim();
  }));
  gridIsDirty = true;
}

async function saveTable() {
  const rows = all("tr", $("grid")).map((row) => all("input", row).map((input) => input.value));
  await saving;
  let got;
  try { got = await ask("save-table", { rows, table: $("grid").dataset.digest }); } catch { return gone(); }
  if (got.is_conflict) tableClash(got); else landed(got);
}

// Excel has saved the table meanwhile: both are shown, and who typed decides.
function tableClash(got) {
  const use = make("button", { type: "button", class: "main" }, said.tUseFile);
  const keep = make("button", { type: "button" }, said.tKeepMine);
  const seen = async () => { gridIsDirty = false; took(await ask("take")); return ask("table"); };
  use.addEventListener("click", async () => { const now = await seen(); notice(null); replaceIn($("table-part"), now.html); dressTable(); draw(); });
  keep.addEventListener("click", async () => {
    const now = await seen(), there = make("div");
    there.innerHTML = now.html;
    $("grid").dataset.digest = there.querySelector("#grid").dataset.digest;
    notice(null);
    saveTable();
  });
  notice(got.message, said.tOutsideHelp, bothSides(got.shown), make("div", { class: "actions" }, use, keep));
}

async function send(file) {
  if (!file) return;
  const url = await new Promise((done) => { const reader = new FileReader(); reader.onload = () => done(reader.result); reader.readAsDataURL(file); });
  let got;
  try { got = await ask("upload", { name: file.name, data: url.slice(url.indexOf(",") + 1) }); } catch { return gone(); }
  landed(got);
}

function landed(got) {
  if (!got.ok) { notice(got.message, got.hint, got.shown ? bothSides(got.shown) : ""); return; }
  gridIsDirty = false;
  took(got);
  $("saved").textContent = said.tSaved;
  notice(null);
  $("table-part").innerHTML = got.html;
  dressTable();
  draw();
  $("glance").replaceChildren();
  run(got.is_upload ? "read" : "look");
}

// What a column is, where its heading says it to nobody: all that is chosen goes into the job.
async function column(select) {
  const was = [...select.options].find((each) => each.defaultSelected).value, areOthers = [was, select.value].includes("numbers");
  const numbers = areOthers ? all("#reading [data-column]").filter((each) => each.value === "numbers").map((each) => each.dataset.column) : null;
  await saving;
  let got;
  try { got = await ask("column", { header: select.dataset.column, use: select.value, numbers }); } catch { return gone(); }
  if (!got.ok) { notice(got.message, got.hint, got.shown ? bothSides(got.shown) : ""); return; }
  took(got);
  $("saved").textContent = said.tSaved;
  notice(null);
  $("glance").replaceChildren();
  draw();
  run("read");
}

// ---- the form ------------------------------------------------------------------------------------------------

function typed(event) {
  const input = event.target;
  if (!input.dataset.path || input.type === "radio") return;
  // What is pasted from Zalo brings letters that nobody sees.
  const seen = input.tagName === "SELECT" ? input.value : input.value.replace(/[\u00ad\u200b\u2060\ufeff]/g, "");
  if (seen !== input.value) input.value = seen;
  if (input.value === input.dataset.was && !newRow(input)) state.dirty.delete(input.dataset.path);
  else state.dirty.set(input.dataset.path, input);
  if (input.getAttribute("role") === "combobox") choices(input);
  drawSoon();
}

function left(event) {
  const input = event.target;
  if (!input.dataset.path) return;
  if (input.type === "radio") { save([editOf(input)]); return; }
  const row = newRow(input);
  if (row) { if (all("[data-path$='.number']", row)[0].value.trim()) save([rowEdit(row)]); return; }
  if (input.value === input.dataset.was) return;
  // From here on it is what was sent: whoever types the old value again meanwhile means it.
  input.dataset.was = input.value;
  save([editOf(input)]);
}

function acted(event) {
  const button = event.target.closest("button");
  if (!button) return;
  if (state.busy) {
    // Until the save is through; the list is another one then, and so is the button.
    const list = button.dataset.add && button.closest("[data-list]").dataset.list;
    if (list) saving.then(() => addNumber(all("[data-list]").find((each) => each.dataset.list === list)));
    return;
  }
  const { add, addEdition, removeEdition, action } = button.dataset;
  if (add) { addNumber(button.closest("[data-list]")); return; }
  if (addEdition) { const n = Number(addEdition); save([{ op: "insert", path: "editions", index: n, value: { id: freeId(n + 1), name: `${lang === "vi" ? "Mẫu" : "Edition"} ${n + 1}` } }]); return; }
  if (removeEdition) { save([{ op: "remove", path: all("[data-remove-edition]").length > 1 ? `editions.${removeEdition}` : "editions" }]); return; }
  const row = button.closest("[data-row]");
  if (!row || !action) return;
  const at = Number(row.dataset.row);
  if (row.dataset.new !== undefined) { if (action === "remove") { for (const each of all("[data-path]", row)) state.dirty.delete(each.dataset.path); row.remove(); } return; }
  if (action === "remove") { save([{ op: "remove", path: `${listOf(row)}.${at}` }]); return; }
  save([{ op: "move", path: listOf(row), index: at, to: at + (action === "up" ? -1 : 1) }]);
}

function freeId(n) {
  const taken = new Set(all("#edition option").map((each) => each.value));
  while (taken.has(`mau-${n}`)) n += 1;
  return `mau-${n}`;
}

function addNumber(list) {
  const rows = list.querySelector("ol"), there = rows.querySelector(":scope > [data-new]");
  if (!there) rows.append(list.querySelector("template").content.cloneNode(true));
  rows.querySelector(":scope > [data-new] input").focus();
}

function dress() {
  dressColours();
  const list = document.querySelector("[data-list='numbers']");
  if (list && !all("#numbers > li").length) $("numbers").append(list.querySelector("template").content.cloneNode(true));
  told = "";
  state.shots = false;
}

// ---- offices, as they are typed ------------------------------------------------------------------------------

let asked = 0;
async function choices(input) {
  const turn = ++asked, list = $(`${input.id}-list`);
  const province = $("f-issuer-province");
  let got;
  try { got = await ask("offices", { q: input.value, province: province ? province.value : "" }); } catch { return; }
  if (turn !== asked || !got.ok || document.activeElement !== input) return;
  list.replaceChildren(...got.offices.map((each, n) => {
    const option = make("li", { role: "option", id: `${input.id}-${n}`, "aria-selected": "false" }, make("span", {}, `${each.name}, ${each.province}`), each.was ? make("small", {}, `${said.tWas}: ${each.was}`) : null);
    option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(input, each); });
    option.office = each;
    return option;
  }));
  open(input, got.offices.length > 0);
}

function open(input, isOpen) {
  $(`${input.id}-list`).hidden = !isOpen;
  input.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) input.removeAttribute("aria-activedescendant");
}

function choose(input, office) {
  input.value = office.name;
  const province = $("f-issuer-province");
  const edits = [editOf(input)];
  if (province) { province.value = office.province; edits.push(editOf(province)); province.dataset.was = office.province; }
  input.dataset.was = office.name;
  state.dirty.delete(input.dataset.path);
  const was = $(`${input.id}-was`);
  was.textContent = office.was ? `${said.tWas}: ${office.was}` : "";
  was.hidden = !office.was;
  open(input, false);
  save(edits);
}

function keyed(event) {
  const input = event.target;
  if (input.getAttribute("role") !== "combobox") return;
  const list = $(`${input.id}-list`), options = [...list.children];
  if (list.hidden || !options.length) return;
  const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = (at + (event.key === "ArrowDown" ? 1 : -1) + options.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % options.length;
    options.forEach((each, n) => each.setAttribute("aria-selected", String(n === next)));
    input.setAttribute("aria-activedescendant", options[next].id);
    options[next].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(input, options[at].office); }
  else if (event.key === "Escape") open(input, false);
}

// ---- parts of the page ---------------------------------------------------------------------------------------

function tab() {
  const name = ["tag", "many", "press", "papers"].find((each) => location.hash === `#${each}`) || "tag";
  for (const part of all(".part")) part.hidden = part.id !== `part-${name}`;
  for (const link of all("[data-tab]")) { if (link.dataset.tab === name) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current"); }
  if (name === "many") table();
  if (name === "papers") made();
}

$("form").addEventListener("input", typed);
$("form").addEventListener("change", left);
$("form").addEventListener("click", acted);
$("form").addEventListener("keydown", keyed);
$("form").addEventListener("focusout", (event) => { if (event.target.getAttribute("role") === "combobox") open(event.target, false); });
$("table-part").addEventListener("input", typed);
$("table-part").addEventListener("change", left);
$("table-part").addEventListener("click", acted);
$("reading").addEventListener("change", (event) => { if (event.target.dataset.column !== undefined) column(event.target); });
$("edition").addEventListener("change", () => { state.edition = $("edition").value; draw(); });
$("undo").addEventListener("click", () => inTurn(async () => {
  const got = await ask("undo");
  if (!got.ok) { notice(got.message, got.hint); return; }
  state.dirty.clear();
  $("saved").textContent = said.tUndone;
  took(got);
  // What was looked at may be of the state that was taken back.
  for (const each of ["glance", "reading"]) $(each).replaceChildren();
  table();
  draw();
}));
$("scale").addEventListener("input", () => { document.documentElement.style.setProperty("--k", $("scale").value); try { localStorage.setItem("keytag-scale", $("scale").value); } catch { /* not kept then */ } });
$("only-found").addEventListener("change", filter);
$("approve-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const called = all("#calls input:checked").map((each) => each.value).join();
  run("approve", { by: $("approve-by").value, position: $("approve-position").value, act: $("approve-as").value, called });
});
for (const button of all("[data-large]")) button.addEventListener("click", () => { if ($("large-front").src) $("large").showModal(); });
$("close-large").addEventListener("click", () => $("large").close());
for (const button of all("[data-run]")) button.addEventListener("click", () => run(button.dataset.run));
addEventListener("hashchange", tab);
addEventListener("beforeunload", (event) => { if (state.dirty.size || gridIsDirty) event.preventDefault(); });

try { const kept = localStorage.getItem("keytag-scale"); if (kept) { $("scale").value = kept; document.documentElement.style.setProperty("--k", kept); } } catch { /* the same */ }
dress();
tab();
draw();
listen();
