// The stream of what changes. The browser reconnects by itself; every connection begins with everything that holds.

/** Follows the server: all devices in short, one of them record by record. */
export class Live {
  #source = null;
  #onTick;
  #onLine;
  #heard = 0;

  /**
   * @param onTick Gets each message, parsed.
   * @param onLine Told whether the server is there.
   */
  constructor(onTick, onLine) {
    this.#onTick = onTick;
    this.#onLine = onLine;

    // A server that hangs keeps its socket open: silence counts as loss.
    setInterval(() => this.#onLine(performance.now() - this.#heard < 4000), 1000);
  }

  /** Follows a device; null: none. */
  follow(device) {
    this.#source?.close();
    this.#source = new EventSource('api/live' + (device ? `?device=${encodeURIComponent(device)}` : ''));
    this.#heard = performance.now();
    this.#source.onmessage = message => {
      this.#heard = performance.now();
      this.#onLine(true);
      this.#onTick(JSON.parse(message.data));
    };
    this.#source.onerror = () => this.#onLine(false);
  }
}

/** Asks for a JSON document; throws with the server's own words where there is none. */
export async function ask(address) {
  const response = await fetch(address);
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.problem ?? response.statusText);
  }

  return answer;
}

/** Sends a command to a device and gives back what became of it. */
export async function command(device, name) {
  try {
    const response = await fetch('api/command', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-AnodeGuard': 'page' },
      body: JSON.stringify({ device, command: name }),
    });
    const answer = await response.json();
    return response.ok ? answer : { accepted: false, reason: answer.problem };
  } catch {
    return { accepted: false, reason: 'this page has lost its server' };
  }
}
