// Puts the page together: the address says who sits here and which chat is open; everything else comes from the house.

import { chatList } from "./chats.js";
import { clock } from "./clock.js";
import { composer } from "./composer.js";
import { conversation } from "./conversation.js";
import { h } from "./dom.js";
import { upload } from "./files.js";
import { notice } from "./notice.js";
import { choosePerson } from "./people.js";
import { Socket, randomId } from "./socket.js";
import { isBeside, splitButton } from "./split.js";
import { State } from "./state.js";

const address = () => new URLSearchParams(location.search);

function beSomebody(account) {
  const query = new URLSearchParams({ me: account, ...(isBeside() ? { beside: "1" } : {}) });
  location.assign(`/?${query}`);
}

async function askWhoIsHere(hint) {
  const state = new State("");
  state.setPeople(await everybody());
  const account = await choosePerson([...state.people.values()], { title: "请选择您的身份", hint, closable: false });
  beSomebody(account);
}

async function everybody() {
  for (;;) {
    try {
      return await (await fetch("/workplace/people")).json();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
}

function start(me) {
  const app = document.getElementById("app");
  const [top, side, talk] = [".top", ".side", ".talk"].map((name) => app.querySelector(name));
  const state = new State(me);
  const socket = new Socket(state);
  const item = (type, more) => ({ type, id: randomId(), at: state.clock.now, ...more });

  async function sendUp(sent) {
    state.wait({ ...sent, trouble: undefined });
    const why = await upload(me, sent);
    if (why) state.failed(sent.id, why);
    else state.settled(sent.id);
  }

  const actions = {
    open: (group) => go(group),
    back: () => go(null),
    switchPerson: async () => {
      const account = await choosePerson([...state.people.values()], { title: "切换身份", me });
      if (account && account !== me) beSomebody(account);
    },
    older: (chat) => socket.askHistory(chat),
    seen: () => {
      const id = state.seen();
      if (id !== null) socket.read(state.current, id);
    },
    say: (text) => socket.put(item("say", { group: state.current, text })),
    sendFile: (file, text) => sendUp(item("file", { group: state.current, name: file.name, text, file })),
    tap: (entry, tapped) => {
      state.troubles.delete(entry.id);
      socket.put({ type: "tap", id: randomId(), entry: entry.id, ...tapped });
    },
    again: (sent) => (sent.type === "file" ? sendUp(sent) : socket.put({ ...sent, trouble: undefined })),
  };

  /** Opens a chat (null: the list alone, on a narrow screen) and lets the address say so. */
  function go(group, remember = true) {
    if (group === state.current) return;
    if (remember) history.pushState(null, "", place(group));
    show(group);
  }

  function place(group) {
    const query = address();
    if (group === null) query.delete("chat");
    else query.set("chat", group);
    return `/?${query}`;
  }

  function show(group) {
    app.dataset.view = group === null ? "list" : "talk";
    state.open(group);
  }

  top.append(
    h("div", { class: "brand" }, h("img", { src: "/workplace/page/icon.svg", alt: "" }), "工作台"),
    clock(state, (wish) => socket.advance(wish)),
  );
  if (!isBeside()) top.append(splitButton(state, document.getElementById("desk")));
  notice(state, app.querySelector(".notice"));
  chatList(state, side, actions);
  conversation(state, talk, actions);
  composer(state, talk, actions);
  state.on("connection", () => (app.dataset.connection = state.connection));
  state.on("refused", (text) => (state.chats.size ? state.emit("trouble", text) : askWhoIsHere(text)));
  window.addEventListener("popstate", () => show(address().get("chat")));

  const narrow = () => app.clientWidth < 640;
  let greeted = false;
  state.on("chats", () => {
    if (greeted || !state.chats.size) return;
    greeted = true;
    const wanted = address().get("chat");
    show(state.chats.has(wanted) ? wanted : narrow() ? null : "");
  });
  app.dataset.view = "list";
  socket.connect();
}

const me = address().get("me");
if (me) start(me);
else askWhoIsHere("这是演示用的工作台：选一个人，就以这个人的身份和小助手说话。");
