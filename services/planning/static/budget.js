// Sums beside the rows of a 家計表 while somebody types; the server counts again.
"use strict";
{
  const yen = (n) => (n < 0 ? `△${(-n).toLocaleString("ja-JP")}円` : `${n.toLocaleString("ja-JP")}円`);
  const typed = (field) => {
    const digits = field.value.normalize("NFKC").replace(/[^0-9]/g, "");
    return digits ? Number(digits) : null;
  };
  const column = (half, name) =>
    [...document.querySelectorAll(`[data-sums="${half}"] input[name$="-${name}"]`)].map(typed);
  const sum = (values) => values.reduce((total, value) => total + (value ?? 0), 0);
  const known = (values) => values.some((value) => value !== null);
  const count = () => {
    const best = {};
    for (const row of document.querySelectorAll("[data-sum]")) {
      const half = row.dataset.sum;
      const planned = column(half, "planned_yen");
      const actual = column(half, "actual_yen");
      row.hidden = false;
      row.querySelector("[data-planned]").textContent = known(planned) ? yen(sum(planned)) : "－";
      row.querySelector("[data-actual]").textContent = known(actual) ? yen(sum(actual)) : "－";
      best[half] = known(actual) ? sum(actual) : sum(planned);
    }
    const rest = best.income - best.expense;
    for (const left of document.querySelectorAll("[data-left]")) {
      left.hidden = false;
      left.textContent = `残り ${yen(rest)}`;
      left.classList.toggle("short", rest < 0);
    }
  };
  document.addEventListener("input", count);
  count();
}
