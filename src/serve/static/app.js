// What makes the page quicker to use. Everything works without it.
"use strict";
(() => {
  const root = document.documentElement;
  const said = document.querySelector(".said");
  const box = document.getElementById("q");

  // The theme: as the system has it, until somebody says otherwise.
  const remembered = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (remembered === "dark" || remembered === "light") root.dataset.theme = remembered;
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not remembered, then */ }
    });
  }

  // Copying a citation.
  const say = (text) => {
    said.textContent = text;
    setTimeout(() => { said.textContent = ""; }, 2000);
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    const cited = button.parentElement.querySelector("[data-cited]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = cited.href || cited.textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(cited);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return;
      }
      say(document.body.dataset.copied);
    });
  }

  // What the question may go on with.
  const list = document.getElementById("suggestions");
  if (box && list) {
    let waiting = 0;
    let asking = null;
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      const typed = box.value;
      if (typed.trim().length < 2 || typed.length > 200) { list.replaceChildren(); return; }
      waiting = setTimeout(async () => {
        if (asking) asking.abort();
        asking = new AbortController();
        try {
          const answer = await fetch("/api/v1/suggest?q=" + encodeURIComponent(typed), { signal: asking.signal });
          if (!answer.ok || box.value !== typed) return;
          const { suggestions } = await answer.json();
          list.replaceChildren(...suggestions.map((one) => {
            const option = document.createElement("option");
            option.value = one.address || one.text;
            if (one.address) option.label = one.text;
            return option;
          }));
        } catch { /* none, then */ }
      }, 120);
    });
  }

  // Another day is asked about at once.
  const day = document.querySelector(".ask input[type=date]");
  if (day && box && box.value) day.addEventListener("change", () => { if (day.value === "" || day.validity.valid) day.form.requestSubmit(); });

  // Keys: / for the box, j and k for the results, Enter for the one chosen, c for its citation, n and p for the next part and the one before.
  const hits = [...document.querySelectorAll("[data-hit]")];
  let current = -1;
  const choose = (at) => {
    if (at < 0 || at >= hits.length) return;
    if (current >= 0) delete hits[current].dataset.current;
    current = at;
    hits[at].dataset.current = "";
    hits[at].querySelector("h2 a").focus({ preventScroll: true });
    hits[at].scrollIntoView({ block: "nearest" });
  };
  hits.forEach((hit, at) => hit.addEventListener("focusin", () => {
    if (current >= 0) delete hits[current].dataset.current;
    current = at;
    hit.dataset.current = "";
  }));
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing) { event.target.blur(); return; }
    if (typing) return;
    if (event.key === "/" && box) { event.preventDefault(); box.focus(); box.select(); }
    else if (event.key === "j") choose(current + 1);
    else if (event.key === "k") choose(current - 1);
    else if (event.key === "n" || event.key === "p") {
      const way = document.querySelector(`main a[rel=${event.key === "n" ? "next" : "prev"}]`);
      if (way) way.click();
    }
    else if (event.key === "c" && current >= 0) {
      const cite = hits[current].querySelector(".cite");
      cite.open = !cite.open;
      if (cite.open) cite.querySelector("[data-copy]").focus();
    }
  });

  // Where one reads is marked in the contents.
  const entries = new Map();
  for (const link of document.querySelectorAll(".contents a[href^='#']")) {
    const unit = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (unit) entries.set(unit, link);
  }
  if (entries.size > 0) {
    const units = [...entries.keys()];
    let marked = null;
    let waiting = false;
    const mark = () => {
      waiting = false;
      let now = units[0];
      for (const unit of units) { if (unit.getBoundingClientRect().top < 120) now = unit; else break; }
      const link = entries.get(now);
      if (link === marked) return;
      if (marked) marked.removeAttribute("aria-current");
      link.setAttribute("aria-current", "location");
      marked = link;
      const list = link.closest(".contents");
      if (link.offsetTop < list.scrollTop || link.offsetTop > list.scrollTop + list.clientHeight - 60) list.scrollTop = link.offsetTop - 80;
    };
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    mark();
  }

  // On a narrow screen the contents are closed at first; paper shows everything.
  const contents = document.querySelector(".contents details");
  if (contents && matchMedia("(max-width: 60rem)").matches) contents.open = false;
  addEventListener("beforeprint", () => { for (const cite of document.querySelectorAll("article > .cite")) cite.open = true; });
})();
