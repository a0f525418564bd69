// The middle: one conversation from day to day, and its head.

import { botAvatar, groupAvatar } from "./avatar.js";
import { bubble } from "./bubble.js";
import { carryOver } from "./card.js";
import { h, icon, reconcile } from "./dom.js";
import { showMembers } from "./people.js";
import { dayLabel, minutesBetween } from "./when.js";

const NEAR_END = 80;
const SAME_BREATH = 10;

/** Builds the conversation and keeps it right. `actions`: back(), tap(), again(), older(chat), seen(). */
export function conversation(state, talk, actions) {
  const head = h("header", { class: "head", hidden: true });
  const stream = h("div", { class: "stream", role: "log", tabIndex: 0 });
  const fresh = h(
    "button",
    { class: "fresh", type: "button", hidden: true, onclick: () => toEnd() },
    icon("down"),
    h("span", {}),
  );
  const shown = new Map();
  talk.append(head, h("div", { class: "streambox" }, stream, fresh));

  let wasAtEnd = true;
  const atEnd = () => stream.scrollHeight - stream.scrollTop - stream.clientHeight < NEAR_END;

  function toEnd() {
    stream.scrollTop = stream.scrollHeight;
    wasAtEnd = true;
    fresh.hidden = true;
    look();
  }

  function look() {
    if (!document.hidden && wasAtEnd && state.chat?.loaded && stream.offsetParent) actions.seen();
  }

  function show({ changed, older, mine } = {}) {
    const chat = state.chat;
    if (!chat) return;
    if (!chat.loaded) actions.older(chat);
    const height = stream.scrollHeight;
    const top = stream.scrollTop;
    const first = shown.size === 0;
    reconcile(stream, nodes(chat, changed));
    if (first || mine || wasAtEnd) toEnd();
    else if (older) stream.scrollTop = top + stream.scrollHeight - height;
    else if (changed && changed.id === chat.newest) offerFresh(chat);
  }

  function offerFresh(chat) {
    fresh.hidden = false;
    fresh.lastChild.textContent = chat.unread ? `${chat.unread}条新消息` : "有新消息";
  }

  /** Every node of the stream, in order; those that did not change are the same nodes as before. */
  function nodes(chat, changed) {
    const lines = [...lineUp(state, chat)];
    const keys = new Set(lines.map((line) => line.key));
    for (const key of shown.keys()) if (!keys.has(key)) shown.delete(key);
    return lines.map((line) => {
      const old = shown.get(line.key);
      if (old?.stamp === line.stamp) return old.node;
      const node = line.build(actions);
      if (old) carryOver(old.node, node);
      if (old && changed?.repainted && changed.id === line.id) node.classList.add("flash");
      shown.set(line.key, { node, stamp: line.stamp });
      return node;
    });
  }

  function open() {
    shown.clear();
    stream.replaceChildren();
    wasAtEnd = true;
    fresh.hidden = true;
    showHead();
    show();
  }

  function showHead() {
    const group = state.current;
    head.hidden = group === null;
    if (group === null) return;
    stream.setAttribute("aria-label", `与${group || state.bot}的对话`);
    const members = state.groups.get(group)?.length;
    head.replaceChildren(
      h(
        "button",
        { class: "quiet back", type: "button", "aria-label": "返回会话列表", onclick: actions.back },
        icon("back"),
      ),
      group ? groupAvatar(state, group) : botAvatar(),
      h(
        "div",
        { class: "who" },
        h("h2", {}, group || state.bot),
        h("small", {}, group ? "群聊 · 用 @ 叫小助手，其他话它听不到" : "单聊 · 内容只有您看得到"),
      ),
      ...(group
        ? [
            h(
              "button",
              {
                class: "quiet members",
                type: "button",
                "aria-label": `查看群成员，${members}人`,
                onclick: () => showMembers(state, group),
              },
              icon("people"),
              String(members),
            ),
          ]
        : []),
    );
  }

  stream.addEventListener("scroll", () => {
    wasAtEnd = atEnd();
    if (wasAtEnd && !fresh.hidden) toEnd();
    if (stream.scrollTop < 120 && state.chat?.more) actions.older(state.chat);
    look();
  });
  new ResizeObserver(() => wasAtEnd && toEnd()).observe(stream);
  document.addEventListener("visibilitychange", look);
  state.on("opened", open);
  state.on("chat", show);
  state.on("chats", showHead);
}

/** What stands in a chat from top to bottom: a line is {key, stamp, build}; the same stamp means the same picture. */
function* lineUp(state, chat) {
  const entries = chat.sorted();
  const known = new Set(entries.map((entry) => entry.message).filter(Boolean));
  const pending = [...state.waiting.values()].filter(
    (item) => item.type !== "tap" && item.group === chat.group && !known.has(item.id),
  );
  const all = [...entries, ...pending.map((item) => asEntry(state, item))];
  const lastMine = all.findLast((entry) => entry.from === state.me);
  if (chat.loaded && !chat.more) yield quiet("start", all.length ? "以上没有更早的消息" : "还没有消息，说点什么吧");
  let before = null;
  for (const entry of all) {
    const newDay = before?.at.slice(0, 10) !== entry.at.slice(0, 10);
    if (newDay) yield day(entry.at, state.clock.now);
    const divided =
      chat.divider !== null && entry.id > chat.divider && (before?.id ?? 0) <= chat.divider && entry.from !== state.me;
    if (divided)
      yield { key: "divider", stamp: "", build: () => h("div", { class: "divider" }, h("span", {}, "以下是新消息")) };
    const follows =
      !newDay && !divided && before?.from === entry.from && minutesBetween(before.at, entry.at) < SAME_BREATH;
    yield line(state, entry, follows, entry === lastMine);
    before = entry;
  }
}

function line(state, entry, follows, last) {
  const item = state.waiting.get(entry.message);
  const stamp = [
    entry.revision,
    follows,
    last,
    item?.trouble,
    state.tapOn(entry.id)?.id,
    state.troubles.get(entry.id),
  ].join("|");
  const build = (actions) => bubble(state, entry, { follows, last, actions });
  return { key: entry.id ? `e${entry.id}` : `w${entry.message}`, id: entry.id, stamp, build };
}

function day(at, now) {
  const label = dayLabel(at, now);
  return { key: `d${at.slice(0, 10)}`, stamp: label, build: () => h("div", { class: "day" }, h("span", {}, label)) };
}

function quiet(key, text) {
  return { key, stamp: text, build: () => h("div", { class: "start" }, text) };
}

/** Something that still waits here, in the shape of an entry. */
function asEntry(state, item) {
  const content = item.type === "file" ? { file: item.name, text: item.text } : { text: item.text };
  return { from: state.me, at: item.at, message: item.id, delivered: false, content, group: item.group, item };
}
