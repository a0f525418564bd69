// The left side: who I am, and the list of conversations with what is unread in each.

import { botAvatar, groupAvatar, nameOf, personAvatar } from "./avatar.js";
import { h, icon, reconcile } from "./dom.js";
import { brief } from "./when.js";

/** Builds the side and keeps it right. `actions`: open(group), switchPerson(). */
export function chatList(state, side, actions) {
  const me = h("button", { class: "me", type: "button", onclick: actions.switchPerson });
  const list = h("ul", { class: "chats", onkeydown: walk });
  const lines = new Map();
  side.append(me, list);

  function show() {
    showMe();
    const chats = [...state.chats.values()].sort((a, b) => order(b) - order(a));
    reconcile(list, chats.map(line));
    document.title = `${state.unreadInAll() ? `(${state.unreadInAll()}) ` : ""}${nameOf(state, state.me)} · 工作台`;
  }

  function showMe() {
    const person = state.people.get(state.me);
    me.replaceChildren(
      personAvatar(person),
      h(
        "span",
        { class: "who" },
        h("b", {}, person?.name ?? state.me),
        h("small", {}, person ? `${person.unit} · ${person.post}` : ""),
      ),
      h("span", { class: "switch" }, icon("swap"), h("span", { class: "unseen" }, "切换身份")),
    );
  }

  function line(chat) {
    if (!lines.has(chat.group)) {
      lines.set(
        chat.group,
        h("li", {}, h("button", { class: "chat", type: "button", onclick: () => actions.open(chat.group) })),
      );
    }
    const item = lines.get(chat.group);
    fill(item.firstChild, chat);
    return item;
  }

  function fill(button, chat) {
    const title = chat.group || state.bot;
    const { unread, last } = chat;
    button.setAttribute("aria-current", String(chat.group === state.current));
    button.setAttribute("aria-label", `${title}${unread ? `，${unread}条未读` : ""}`);
    button.dataset.group = chat.group;
    button.replaceChildren(
      h(
        "span",
        { class: "face" },
        chat.group ? groupAvatar(state, chat.group) : botAvatar(),
        unread > 0 && h("em", { class: "badge" }, unread > 99 ? "99+" : String(unread)),
      ),
      h("span", { class: "gist" }, h("b", {}, title), h("small", {}, last ? preview(state, last) : "还没有消息")),
      h("time", {}, last ? brief(last.at, state.clock.now) : ""),
    );
  }

  state.on("chats", show);
  state.on("opened", show);
}

/** The single chat with the bot always stands first; below it, whichever group spoke last. */
function order(chat) {
  return chat.group === "" ? Number.MAX_SAFE_INTEGER : (chat.last?.id ?? 0);
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  buttons[buttons.indexOf(document.activeElement) + step]?.focus();
  event.preventDefault();
}

/** One line that says what an entry is. */
export function preview(state, entry) {
  const { content } = entry;
  const what =
    content.title !== undefined
      ? `[卡片] ${content.title}`
      : content.file !== undefined
        ? `[文件] ${content.file}`
        : content.text;
  const who = entry.from === state.me ? "我：" : entry.group ? `${nameOf(state, entry.from)}：` : "";
  return who + what.replace(/\s+/g, " ").slice(0, 60);
}
