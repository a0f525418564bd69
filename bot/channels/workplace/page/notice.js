// The line under the clock that says what is wrong just now: the house cannot be reached, or refused something.

import { h, icon } from "./dom.js";

const STAYS = 6000;

/** Keeps the line right. A refusal is shown for a moment, the lost connection for as long as it is lost. */
export function notice(state, line) {
  let timer;

  function showConnection() {
    clearTimeout(timer);
    line.hidden = state.connection !== "offline";
    line.replaceChildren(h("i", { class: "pulse" }), "连不上服务器，正在重新连接。没有送出的内容会在恢复后自动送出。");
  }

  state.on("connection", showConnection);
  state.on("trouble", (text) => {
    line.replaceChildren(icon("alert"), text);
    line.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(showConnection, STAYS);
  });
}
