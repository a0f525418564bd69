// Everything that the page knows: who sits here, the chats, their entries, and what still waits to be taken in.

const WAITING = "workplace.waiting.";

/** One line of the list. `entries` holds what is shown of it, by id, once `loaded`. */
class Chat {
  constructor(group) {
    Object.assign(this, { group, last: null, unread: 0, read: 0, divider: null });
    this.forget();
  }

  forget() {
    Object.assign(this, { entries: new Map(), loaded: false, loading: false, more: false });
  }

  /** The id of the newest entry that is shown. */
  get newest() {
    return Math.max(0, ...this.entries.keys());
  }

  get oldest() {
    return Math.min(...this.entries.keys());
  }

  sorted() {
    return [...this.entries.values()].sort((a, b) => a.id - b.id);
  }
}

export class State {
  constructor(me) {
    this.me = me;
    this.bot = "小助手";
    this.people = new Map();
    this.groups = new Map();
    this.chats = new Map();
    this.current = null;
    this.revision = null;
    this.connection = "connecting";
    this.clock = { now: "", day: "" };
    this.listeners = new Map();
    this.waiting = new Map(restored(me));
    this.troubles = new Map();
  }

  on(topic, listener) {
    if (!this.listeners.has(topic)) this.listeners.set(topic, []);
    this.listeners.get(topic).push(listener);
  }

  emit(topic, detail) {
    for (const listener of this.listeners.get(topic) ?? []) listener(detail);
  }

  get chat() {
    return this.chats.get(this.current) ?? null;
  }

  unreadInAll() {
    return [...this.chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  }

  // --- what the house tells ------------------------------------------------------------------------------------

  welcome(frame) {
    this.bot = frame.bot;
    this.setPeople(frame.people);
    this.groups = new Map(frame.groups);
    if (frame.missed === null) for (const chat of this.chats.values()) chat.forget();
    for (const entry of frame.missed ?? []) this.#keep(entry);
    this.revision = frame.revision;
    this.#setChats(frame.chats);
    this.clock = frame.clock;
    this.#forgetStrangers();
    for (const topic of ["clock", "chats", "chat"]) this.emit(topic);
  }

  setPeople(rows) {
    this.people = new Map(rows.map(([account, name, unit, post]) => [account, { account, name, unit, post }]));
    const names = rows.map((row) => row[1]);
    this.namesakes = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  }

  #setChats(lines) {
    const chats = new Map();
    for (const { group, last, unread, read } of lines) {
      chats.set(group, Object.assign(this.chats.get(group) ?? new Chat(group), { last, unread, read }));
    }
    this.chats = chats;
    if (!chats.has(this.current)) this.current = null;
  }

  #keep(entry) {
    const chat = this.chats.get(entry.group);
    const known = chat?.entries.get(entry.id);
    if (!chat || (known && known.revision >= entry.revision)) return false;
    const shown = chat.loaded || chat.loading;
    if (known || (shown && entry.id > chat.newest)) chat.entries.set(entry.id, entry);
    return true;
  }

  /** An entry that appeared or changed. */
  entry(entry) {
    const chat = this.chats.get(entry.group);
    this.revision = Math.max(this.revision ?? 0, entry.revision);
    if (!chat || !this.#keep(entry)) return;
    const lastId = chat.last?.id ?? 0;
    if (entry.id > lastId && entry.from !== this.me) chat.unread += 1;
    if (entry.id >= lastId) chat.last = entry;
    if (entry.repainted) this.troubles.delete(entry.id);
    this.emit("chats");
    if (entry.group === this.current) this.emit("chat", { changed: entry });
  }

  history({ group, entries, more }) {
    const chat = this.chats.get(group);
    if (!chat) return;
    for (const entry of entries) {
      const known = chat.entries.get(entry.id);
      if (!known || known.revision < entry.revision) chat.entries.set(entry.id, entry);
    }
    Object.assign(chat, { more, loaded: true, loading: false });
    if (group === this.current) this.emit("chat", { older: true });
  }

  readElsewhere({ group, entry, unread }) {
    const chat = this.chats.get(group);
    if (!chat) return;
    Object.assign(chat, { unread, read: Math.max(chat.read, entry) });
    this.emit("chats");
  }

  setClock(clock) {
    const sameDay = this.clock.now.slice(0, 10) === clock.now.slice(0, 10);
    this.clock = clock;
    this.emit("clock");
    if (!sameDay) for (const topic of ["chats", "chat"]) this.emit(topic, {});
  }

  setConnection(connection) {
    if (this.connection === connection) return;
    this.connection = connection;
    this.emit("connection");
  }

  // --- what people do here -------------------------------------------------------------------------------------

  open(group) {
    this.current = group;
    const chat = this.chat;
    if (chat) chat.divider = chat.unread > 0 ? chat.read : null;
    this.emit("opened");
  }

  /** The current chat has been seen to its end; returns the entry's id where that is news. */
  seen() {
    const chat = this.chat;
    const id = chat?.last?.id ?? 0;
    if (!chat || (id <= chat.read && chat.unread === 0)) return null;
    Object.assign(chat, { read: id, unread: 0 });
    this.emit("chats");
    return id;
  }

  /** Words, a tap or a file that the house has not confirmed yet. */
  wait(item) {
    this.waiting.set(item.id, item);
    this.#save();
    this.emit("chat", { mine: true });
  }

  settled(id) {
    if (!this.waiting.delete(id)) return;
    this.#save();
    this.emit("chat", {});
  }

  failed(id, text) {
    const item = this.waiting.get(id);
    if (!item) return;
    if (item.type === "tap") {
      this.waiting.delete(id);
      this.troubles.set(item.entry, text);
    } else this.waiting.set(id, { ...item, trouble: text });
    this.#save();
    this.emit("chat", { mine: true });
  }

  /** The tap on this entry's card that the house has not confirmed yet. */
  tapOn(entryId) {
    return [...this.waiting.values()].find((item) => item.type === "tap" && item.entry === entryId) ?? null;
  }

  #forgetStrangers() {
    for (const [id, item] of this.waiting)
      if (item.type !== "tap" && !this.chats.has(item.group)) this.waiting.delete(id);
    this.#save();
  }

  #save() {
    const kept = [...this.waiting].filter(([, item]) => item.type !== "file");
    try {
      sessionStorage.setItem(WAITING + this.me, JSON.stringify(kept));
    } catch {
      // A full or forbidden storage only means that a reload forgets what was not yet sent.
    }
  }
}

function restored(me) {
  try {
    return JSON.parse(sessionStorage.getItem(WAITING + me) ?? "[]");
  } catch {
    return [];
  }
}
