// Measurements inside a page, for tests/pages/checks.py.
window.look ??= (() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  const named = (e) => {
    const name = e.id ? `#${e.id}` : e.name ? `[name=${e.name}${e.value ? `=${e.value}` : ""}]` : "";
    const text = (e.innerText || e.ariaLabel || "").trim().slice(0, 16);
    return `${e.localName}${name}${e.className && typeof e.className === "string" ? `.${e.className.split(" ").join(".")}` : ""}${text ? `「${text}」` : ""}`;
  };
  const path = (e) => {
    const steps = [];
    for (let at = e; at && at !== document.body; at = at.parentElement) steps.unshift([...at.parentElement.children].indexOf(at));
    return steps.join("/");
  };
  // What a person can hit: a hidden or small box inside a label is as large as its label.
  const area = (e) => {
    const label = e.matches("input") ? e.closest("label") : null;
    return (label ?? e).getBoundingClientRect();
  };
  const hiddenText = (e) => e.closest(".hidden, [hidden], details:not([open]) > :not(summary)") !== null;
  const inSentence = (e) => {
    if (!e.matches("a") || getComputedStyle(e).display !== "inline") return false;
    const around = e.closest("p, li, dd, td, figcaption");
    return around !== null && around.innerText.trim().length > e.innerText.trim().length;
  };
  const groupStop = (e) => {
    if (e.type !== "radio") return e;
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`)].filter((o) => o.form === e.form);
    return group.find((o) => o.checked) ?? group[0];
  };
  return {
    wider() {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return [];
      const out = [...document.body.querySelectorAll("*")].filter((e) => seen(e) && !e.closest(".hidden, .table-scroll, svg") && e.getBoundingClientRect().right > room + 1);
      return [`${document.documentElement.scrollWidth} px in ${room}: ${out.slice(-3).map(named).join(", ")}`];
    },
    clipped() {
      const cut = (e) => {
        const style = getComputedStyle(e);
        const across = ["hidden", "clip"].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
        const down = ["hidden", "clip"].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1;
        return across || down;
      };
      // A line of typed text is no cut: it moves with the cursor.
      const text = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      const spilled = (e) => text(e) && e.parentElement && !e.closest("svg, .table-scroll") && e.getBoundingClientRect().right > e.closest(".button, .chip, .badge, .card, main, header, footer").getBoundingClientRect().right + 2;
      return [...document.body.querySelectorAll("*")].filter((e) => seen(e) && !hiddenText(e) && !e.closest("svg, select, input") && (cut(e) || (e.closest(".button, .chip, .badge, .card, main, header, footer") && spilled(e)))).map((e) => `${named(e)} is cut off`);
    },
    small(least) {
      return [...document.querySelectorAll(CONTROLS)].filter((e) => seen(e) && !inSentence(e) && !e.matches(".skip")).flatMap((e) => {
        const { width, height } = area(e);
        return width + 0.5 >= least && height + 0.5 >= least ? [] : [`${named(e)} is ${Math.round(width)} × ${Math.round(height)}`];
      });
    },
    stops() {
      const reachable = [...document.querySelectorAll(CONTROLS)].filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility());
      return reachable.filter((e) => groupStop(e) === e).map((e) => ({ path: path(e), name: named(e) }));
    },
    fromTop() {
      const first = document.body;
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
      first.removeAttribute("tabindex");
    },
    focused() {
      const e = document.activeElement;
      if (!e || e === document.body || e === document.documentElement) return null;
      const label = e.matches("input") ? e.closest("label") : null;
      const box = area(e);
      const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
      const y = box.top + box.height / 2;
      const top = document.elementFromPoint(x, y);
      const covered = !top || !((label ?? e).contains(top) || top.contains(label ?? e));
      const shown = [e, e.parentElement, label].some((o) => o && getComputedStyle(o).outlineStyle !== "none" && parseFloat(getComputedStyle(o).outlineWidth) >= 2);
      return { path: path(e), name: named(e), hidden: covered, shown };
    },
    stubborn() {
      const text = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      return [...document.querySelectorAll("body *")].filter((e) => text(e) && getComputedStyle(e).forcedColorAdjust === "none").map((e) => `${named(e)} keeps its colours`);
    },
    open_personal(names) {
      return [...document.querySelectorAll("input[name], textarea[name]")].filter((e) => names.includes(e.name) && e.autocomplete !== "off").map((e) => `${named(e)} may be filled in by the browser`);
    },
  };
})();
