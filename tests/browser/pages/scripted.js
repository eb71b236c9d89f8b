/**
 * A server in the page itself, for what a real one does only under load: it refuses, closes and counts as it is told.
 * `script.answer(frame)` may answer a frame itself; otherwise every action succeeds with what is in `script.replies`.
 */
export function install() {
  const script = {
    /** Statuses of the next tickets, with their headers: {status, headers}. After them, tickets are given. */
    tickets: [],
    /** When each ticket was asked for, and with which token. */
    asked: [],
    /** Every frame that came, with the time at which it did. */
    frames: [],
    replies: { hello: { sent: 0, more: false, unread: 0, unreadMore: false } },
    answer: undefined,
    sockets: [],
    push(frame) {
      script.sockets.at(-1).onmessage?.({ data: JSON.stringify(frame) });
    },
  };
  window.fetch = async (url, { headers } = {}) => {
    script.asked.push({ at: performance.now(), token: headers?.authorization });
    const refusal = script.tickets.shift();
    if (refusal) return new Response(JSON.stringify({ code: 'unauthorized', message: 'raw' }), refusal);
    return new Response(JSON.stringify({ ticket: 't', expiresIn: 30, url: 'ws://127.0.0.1:9/live' }));
  };
  window.WebSocket = class {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;
    readyState = 0;
    constructor() {
      script.sockets.push(this);
      setTimeout(() => {
        this.readyState = 1;
        this.onopen?.();
      });
    }
    send(text) {
      const frame = JSON.parse(text);
      script.frames.push({ ...frame, at: performance.now() });
      setTimeout(() => {
        const answer = script.answer?.(frame) ?? { type: 'reply', ...script.replies[frame.action] };
        this.onmessage?.({ data: JSON.stringify({ requestId: frame.requestId, ...answer }) });
      });
    }
    end(code) {
      this.readyState = 3;
      this.onclose?.({ code });
    }
    close() {
      this.readyState = 3;
    }
  };
  window.script = script;
  return script;
}
