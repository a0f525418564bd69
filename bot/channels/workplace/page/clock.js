// The office's clock at the top, and the ways to move it forward.

import { h, icon } from "./dom.js";
import { fullDate, hourMinute, parts } from "./when.js";

const MOVES = [
  ["+10分钟", { minutes: 10 }],
  ["+1小时", { minutes: 60 }],
  ["下一个工作日 08:00", { workday: true }],
];

const STAYS = 8000;

const PATIENCE = 1500;
const WALKING = "时钟正在往前走，路上到时间的提醒都照常发出。走一年要几十秒，请稍等。";

/** Builds the clock. `advance(wish)` resolves to null or to the sentence that refuses. */
export function clock(state, advance) {
  let timer;
  const time = h("time", { class: "time" });
  const date = h("span", { class: "date" });
  const kind = h("em", { class: "kind" });
  const answer = h("p", { class: "answer", role: "alert", hidden: true });
  const field = h("input", { type: "datetime-local", "aria-label": "拨到的日期和时间", required: true });
  const buttons = MOVES.map(([label, wish]) =>
    h("button", { type: "button", class: "move", onclick: () => move(wish) }, label),
  );
  const set = h("form", { class: "set", onsubmit: pick }, field, h("button", { class: "move" }, "拨到这里"));
  const panel = h("div", { class: "moves", id: "moves" }, buttons, set, answer);
  const toggle = h(
    "button",
    {
      type: "button",
      class: "toggle",
      "aria-expanded": "false",
      "aria-controls": "moves",
      onclick: () => open(panel.dataset.open !== "true"),
    },
    icon("clock"),
    "拨时钟",
  );
  const root = h(
    "div",
    { class: "clock", role: "group", "aria-label": "单位时钟" },
    h("div", { class: "face" }, time, h("span", { class: "when" }, date, kind)),
    toggle,
    panel,
  );

  function open(yes) {
    panel.dataset.open = String(yes);
    toggle.setAttribute("aria-expanded", String(yes));
    if (yes) field.value = state.clock.now.slice(0, 16);
  }

  function pick(event) {
    event.preventDefault();
    if (field.value) move({ to: `${field.value}:00` });
  }

  async function move(wish) {
    root.setAttribute("aria-busy", "true");
    tell(null);
    const waiting = setTimeout(() => {
      tell(WALKING);
      clearTimeout(timer);
    }, PATIENCE);
    const refused = await advance(wish);
    clearTimeout(waiting);
    tell(refused);
    root.removeAttribute("aria-busy");
  }

  function tell(refused) {
    clearTimeout(timer);
    answer.hidden = !refused;
    answer.textContent = refused ?? "";
    if (refused) timer = setTimeout(() => tell(null), STAYS);
  }

  function show() {
    const { now, day } = state.clock;
    if (!now) return;
    time.textContent = hourMinute(now);
    time.dateTime = now;
    date.textContent = `${fullDate(now)} ${parts(now).weekday}`;
    kind.textContent = day;
    kind.className = `kind ${day === "工作日" || day === "调休上班" ? "work" : "rest"}`;
    kind.hidden = !day;
    if (document.activeElement !== field) field.value = now.slice(0, 16);
  }

  document.addEventListener("click", (event) => root.contains(event.target) || open(false));
  root.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
  state.on("clock", show);
  return root;
}
