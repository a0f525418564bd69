// Two people side by side: a second window of this same page in the right half.

import { h, icon } from "./dom.js";
import { choosePerson } from "./people.js";

export const isBeside = () => new URLSearchParams(location.search).has("beside");

/** The button, and what it opens. `desk` is what the two halves stand on. */
export function splitButton(state, desk) {
  const button = h(
    "button",
    { class: "quiet split", type: "button", "aria-pressed": "false", onclick: toggle },
    icon("split"),
    "分屏",
  );

  async function toggle() {
    if (desk.querySelector(".beside")) return close();
    const others = [...state.people.values()].filter((person) => person.account !== state.me);
    const account = await choosePerson(others, { title: "右边是谁", hint: "两个人并排，一边说话，另一边马上看到。" });
    if (account) open(account);
    return undefined;
  }

  function open(account) {
    const frame = h("iframe", {
      title: `第二个窗口：${state.people.get(account)?.name}`,
      src: `/?me=${encodeURIComponent(account)}&beside=1&chat=`,
    });
    desk.append(h("div", { class: "pane beside" }, frame));
    button.setAttribute("aria-pressed", "true");
    button.lastChild.textContent = "合并";
  }

  function close() {
    desk.querySelector(".beside")?.remove();
    button.setAttribute("aria-pressed", "false");
    button.lastChild.textContent = "分屏";
  }

  return button;
}
