// The live connection: says hello, comes back by itself, and sends again whatever the house has not confirmed.

const WAITS = [400, 800, 1500, 3000, 5000];
const SILENCE = 20_000;

/** Frames to and from the house for one state. */
export class Socket {
  constructor(state) {
    this.state = state;
    this.tries = 0;
    this.moves = new Map();
    this.handlers = {
      welcome: (frame) => this.#welcomed(frame),
      entry: ({ entry }) => state.entry(entry),
      history: (frame) => state.history(frame),
      done: ({ id }) => (this.moves.has(id) ? this.#moved(id, null) : state.settled(id)),
      refused: ({ id, text }) => (this.moves.has(id) ? this.#moved(id, text) : this.#refused(id, text)),
      read: (frame) => state.readElsewhere(frame),
      clock: ({ now, day }) => state.setClock({ now, day }),
    };
    window.addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
    setInterval(() => this.#watch(), 2000);
  }

  connect() {
    clearTimeout(this.timer);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/workplace/socket`);
    this.socket = socket;
    socket.onopen = () => this.#send({ type: "hello", me: this.state.me, since: this.state.revision });
    socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    socket.onclose = () => socket === this.socket && this.#lost();
  }

  // --- what the page asks for ----------------------------------------------------------------------------------

  /** Words or a tap: kept until the house has confirmed them, sent again after a reconnect under the same id. */
  put(item) {
    this.state.wait(item);
    if (this.state.connection === "online") this.#send(outgoing(item));
  }

  /** The chat's entries before the oldest that is shown. */
  askHistory(chat) {
    if (chat.loading || this.state.connection !== "online") return;
    chat.loading = true;
    const before = chat.loaded && chat.entries.size ? { before: chat.oldest } : {};
    this.#send({ type: "history", group: chat.group, ...before });
  }

  read(group, entry) {
    if (this.state.connection === "online") this.#send({ type: "read", group, entry });
  }

  /** Move the clock; resolves to null or to the sentence that refuses it. Never sent twice. */
  advance(wish) {
    if (this.state.connection !== "online") return Promise.resolve("连不上服务器，时钟没有拨动");
    const id = randomId();
    this.#send({ type: "advance", id, ...wish });
    return new Promise((resolve) => this.moves.set(id, resolve));
  }

  // --- inside --------------------------------------------------------------------------------------------------

  #send(frame) {
    this.sentAt = Date.now();
    this.socket.send(JSON.stringify(frame));
  }

  #take(frame) {
    this.heardAt = Date.now();
    this.handlers[frame.type]?.(frame);
  }

  #welcomed(frame) {
    this.tries = 0;
    this.state.setConnection("online");
    this.state.welcome(frame);
    for (const item of this.state.waiting.values())
      if (item.type !== "file" && !item.trouble) this.#send(outgoing(item));
  }

  #refused(id, text) {
    if (id) this.state.failed(id, text);
    else this.state.emit("refused", text);
  }

  #moved(id, text) {
    this.moves.get(id)(text);
    this.moves.delete(id);
  }

  #lost() {
    this.state.setConnection("offline");
    for (const chat of this.state.chats.values()) chat.loading = false;
    for (const id of [...this.moves.keys()]) this.#moved(id, "连接中断，请核对时钟后再试");
    this.timer = setTimeout(() => this.connect(), WAITS[Math.min(this.tries, WAITS.length - 1)]);
    this.tries += 1;
  }

  #hurry() {
    if (this.state.connection === "offline") this.connect();
  }

  /** A connection that swallows what is sent is as good as lost. */
  #watch() {
    const waits = [...this.state.waiting.values()].some((item) => item.type !== "file" && !item.trouble);
    if (this.state.connection !== "online" || !waits || this.moves.size) return;
    if (Date.now() - Math.max(this.sentAt, this.heardAt) > SILENCE) this.socket.close();
  }
}

function outgoing({ trouble, at, ...frame }) {
  return frame;
}

/** An id that no other page makes. (crypto.randomUUID is missing over plain http from another machine.) */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
