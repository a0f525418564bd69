// One entry of a conversation as it looks: words, a card or a file; whose it is; and whether the house has it.

import { avatarOf, nameOf } from "./avatar.js";
import { card } from "./card.js";
import { h, icon } from "./dom.js";
import { hourMinute } from "./when.js";

/** `entry` may be one that only this page knows (`entry.item` set, no id). `follows`: same speaker as just before. */
export function bubble(state, entry, { follows, last, actions }) {
  const mine = entry.from === state.me;
  const item = entry.item ?? (mine ? state.waiting.get(entry.message) : null);
  return h(
    "div",
    {
      class: `row ${mine ? "mine" : "theirs"}${follows ? " follows" : ""}`,
      data: { entry: entry.id ?? "", message: entry.message },
    },
    avatarOf(state, entry.from),
    h(
      "div",
      { class: "body" },
      !follows && byline(state, entry, mine),
      content(state, entry, actions),
      mine && standing(entry, item, last, actions),
    ),
  );
}

function byline(state, entry, mine) {
  const person = state.people.get(entry.from);
  const post = entry.group && person ? h("span", { class: "post" }, person.post) : null;
  return h(
    "div",
    { class: "by" },
    !mine && h("b", {}, nameOf(state, entry.from)),
    !mine && post,
    h("time", {}, hourMinute(entry.at)),
  );
}

function content(state, entry, actions) {
  const { content } = entry;
  if (content.title !== undefined) {
    return card(entry, { waiting: state.tapOn(entry.id), trouble: state.troubles.get(entry.id), actions });
  }
  if (content.file !== undefined) return file(state, entry);
  return h("div", { class: "bubble" }, words(state, content.text));
}

function words(state, text) {
  const mention = `@${state.bot}`;
  const pieces = text.split(mention);
  return pieces.flatMap((piece, index) => (index ? [h("span", { class: "mention" }, mention), piece] : [piece]));
}

function file(state, entry) {
  const { file: name, text } = entry.content;
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 5) : "";
  const inside = [
    h("span", { class: "sheet-icon", "aria-hidden": "true" }, ending || "文件"),
    h("span", { class: "who" }, h("b", {}, name), h("small", {}, entry.id ? "点击下载" : "正在上传")),
  ];
  const address = entry.id ? `/workplace/files/${entry.id}?me=${encodeURIComponent(state.me)}` : null;
  const box = address
    ? h("a", { class: "file", href: address, download: name, "aria-label": `下载文件 ${name}` }, inside)
    : h("div", { class: "file" }, inside);
  return h("div", { class: "with-file" }, box, text && h("div", { class: "bubble" }, words(state, text)));
}

/** Below one's own words: on the way, taken in, or why not. */
function standing(entry, item, last, actions) {
  if (item?.trouble) {
    const again = h("button", { type: "button", class: "again", onclick: () => actions.again(item) }, "重发");
    return h("div", { class: "standing failed", role: "alert" }, icon("alert"), `未送达：${item.trouble}`, again);
  }
  if (!entry.delivered && !item && entry.content.text) {
    const said = { type: "say", id: entry.message, group: entry.group, text: entry.content.text, at: entry.at };
    return standing(entry, { ...said, trouble: "上次没有得到确认" }, last, actions);
  }
  if (!entry.delivered) return h("div", { class: "standing sending" }, "发送中");
  return last && h("div", { class: "standing" }, icon("check"), "已送达");
}
