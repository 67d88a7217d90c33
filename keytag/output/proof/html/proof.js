"use strict";
// Turns, enlarges, finds and counts what the page shows without it. Nothing leaves the page; what is ticked is kept
// by the browser where it keeps anything of a file.
(() => {
  const root = document.documentElement;
  const { hash, shop } = document.body.dataset;
  const isWhole = document.body.hasAttribute("data-whole");
  // As a shell takes it in one piece; a bare name is that of a job.
  const quote = (text) => (/^[\w./-]+$/.test(text) ? text : `"${text.replace(/["$`\\]/g, "")}"`);
  const name = document.body.dataset.job;
  const job = quote(/^[\w-]+$/.test(name) ? name : `${name}.yaml`);
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* kept while the page is open */ } };
  const press = (button, isPressed) => button.setAttribute("aria-pressed", String(isPressed));
  const figure = (value, places) =>
    value.toLocaleString(root.lang, { maximumFractionDigits: places, minimumFractionDigits: places });
  root.classList.add("js");

  // True size: one scale for each density of pixels, as a screen or a zoom of the browser has its own.
  const scale = one("#scale");
  const scaleKey = () => `keytag-scale-${devicePixelRatio}`;
  const setScale = (value) => {
    root.style.setProperty("--k", value);
    scale.value = value;
    one("#scaled").value = `${figure(value * 100, 1)} %`;
    showFactors();
  };
  scale.addEventListener("input", () => { setScale(Number(scale.value)); keep(scaleKey(), scale.value); });

  // How many times its true size a tag is shown, which may be less than was asked for until the slider is moved.
  const zoom = one("#zoom");
  const editions = all(".edition");
  function showFactors() {
    // All tags are of one size: one is measured.
    const seen = editions.find((edition) => !edition.hidden);
    if (!seen) return;
    const large = all(".stage .face", seen).map((face) => face.getBoundingClientRect().width).find(Boolean);
    const factor = `${figure(large / one(".true .face", seen).getBoundingClientRect().width, 1)} ×`;
    for (const each of all(".factor")) each.value = factor;
    // What does not fit is moved by keys, too.
    for (const frame of ["stage", "pair"]) {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = one(`.${frame}`, seen);
      const moves = scrollWidth > clientWidth || scrollHeight > clientHeight;
      for (const each of all(`.${frame}`))
        if (moves) each.tabIndex = 0;
        else each.removeAttribute("tabindex");
    }
  }
  zoom.addEventListener("input", () => {
    root.style.setProperty("--zoom", zoom.value);
    root.classList.add("zoomed");
    showFactors();
  });
  addEventListener("resize", showFactors);

  for (const edition of editions) {
    const turn = one(".turn", edition);
    turn.addEventListener("click", () => {
      const isBack = edition.classList.toggle("is-back");
      edition.classList.add("turning");
      press(turn, isBack);
      showFactors();
    });
  }

  const switches = { cut: (on) => root.classList.toggle("show-cut", on), safe: (on) => root.classList.toggle("show-safe", on) };
  switches.stray = (on) => {
    for (const ink of all(".ink[data-stray]"))
      if (on) ink.setAttribute("transform", `translate(${ink.dataset.stray})`);
      else ink.removeAttribute("transform");
  };
  for (const button of all("[data-switch]"))
    button.addEventListener("click", () => {
      const isOn = button.getAttribute("aria-pressed") !== "true";
      press(button, isOn);
      switches[button.dataset.switch](isOn);
    });

  for (const button of all("[data-language]"))
    button.addEventListener("click", () => {
      root.lang = button.dataset.language;
      for (const each of all("[data-language]")) press(each, each === button);
      document.title = document.title.replace(/^[^–]*/, `${one(`h1 [lang=${root.lang}]`).textContent} `);
      setScale(Number(scale.value));
    });

  // Found are editions that have every word, however it is typed: small or large, with marks or without.
  const fold = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d").replace(/[^a-z0-9]+/g, " ").trim();
  const find = one("#find");
  find?.addEventListener("input", () => {
    const words = fold(find.value).split(" ");
    const digits = find.value.replace(/\D/g, "");
    let found = 0;
    for (const each of all("[data-find]")) {
      const said = ` ${each.dataset.find}`;
      const has = words.every((word) => said.includes(` ${word}`)) || (digits.length > 5 && said.includes(digits));
      each.hidden = !has;
      if (has && each.matches(".edition")) found += 1;
    }
    for (const each of all(".found")) each.textContent = found;
    one(".none").hidden = found > 0;
    showFactors();
  });

  // A number, an address or a text that stands on several tags is ticked once.
  const ticks = all(".tick");
  const keys = [...new Set(ticks.map((tick) => tick.dataset.tick))];
  const ticked = new Set();
  try { for (const key of JSON.parse(recall(`keytag-proof-${hash}`) ?? "[]")) if (keys.includes(key)) ticked.add(key); } catch { /* none */ }
  const progress = one("#progress");
  const showTicks = () => {
    for (const tick of ticks) tick.checked = ticked.has(tick.dataset.tick);
    for (const each of all(".done")) each.textContent = ticked.size;
    for (const each of all(".all")) each.textContent = keys.length;
    progress.max = keys.length;
    progress.value = ticked.size;
    // Approved are editions of which all was looked at; until there is one, calls alone are told.
    const done = editions.filter((edition) => all(".tick", edition).every((tick) => tick.checked));
    const named = done.length < editions.length || !isWhole ? done : [];
    const numbers = keys.filter((key) => key.startsWith("call "));
    const called = numbers.filter((key) => ticked.has(key)).map((key) => key.slice(5));
    const isAll = done.length || called.length === numbers.length;
    const words = ["keytag approve", job, ...named.map((edition) => `--edition ${quote(edition.dataset.edition)}`), '--by "…"'];
    if (shop) words.push(`--shop ${quote(shop)}`);
    if (numbers.length && called.length) words.push(`--called ${isAll ? "all" : quote(called.join(","))}`);
    // A specimen has no command: nobody approves it.
    if (one("#command")) {
      one("#command").textContent = words.join(" ");
      one("#copied").hidden = true;
    }
    for (const edition of editions) {
      const entry = one(`.overview a[href="#${edition.id}"]`);
      if (entry) one(".seen", entry).hidden = !done.includes(edition);
    }
    keep(`keytag-proof-${hash}`, JSON.stringify([...ticked]));
  };
  for (const tick of ticks)
    tick.addEventListener("change", () => {
      if (tick.checked) ticked.add(tick.dataset.tick);
      else ticked.delete(tick.dataset.tick);
      showTicks();
    });
  one("#clear").addEventListener("click", () => { ticked.clear(); showTicks(); });
  one("#copy")?.addEventListener("click", async () => {
    const command = one("#command");
    getSelection().selectAllChildren(command);
    try { await navigator.clipboard.writeText(command.textContent); } catch { document.execCommand("copy"); }
    one("#copied").hidden = false;
  });

  setScale(Number(recall(scaleKey())) || 1);
  showTicks();
})();
