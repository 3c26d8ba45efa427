// Acknowledging: asked back first, and its outcome told.

import { byId, make } from './dom.js';
import { command } from './live.js';
import { humane } from './words.js';

/** The dialog. */
export class Acknowledgement {
  #dialog = byId('confirm');
  #yes = byId('confirm-yes');
  #no = byId('confirm-no');
  #answer = byId('confirm-answer');
  #device = null;

  constructor() {
    this.#yes.addEventListener('click', () => this.#send());
    this.#no.addEventListener('click', () => this.#dialog.close());
  }

  /** Asks back. */
  open(device, faults) {
    this.#device = device;
    byId('confirm-text').replaceChildren(
      make('p', 'You confirm that you have seen what ', make('b', device), ' reports',
        faults.length ? ':' : '.'),
      faults.length ? make('ul', ...faults.map(fault => make('li', humane(fault)))) : '',
      make('p', 'What still holds stays latched. The switch stays open until the button at the board is pressed, unless the device is set to arm remotely.'));
    this.#answer.textContent = '';
    this.#answer.className = 'answer';
    this.#yes.hidden = false;
    this.#yes.disabled = false;
    this.#no.textContent = 'Cancel';
    this.#dialog.showModal();
    this.#no.focus();
  }

  async #send() {
    this.#yes.disabled = true;
    this.#answer.textContent = 'Sent; waiting for the device \u2026';
    const { accepted, reason } = await command(this.#device, 'acknowledge');
    this.#answer.textContent = accepted ? '\u2714 The device has taken it.' : `\u2716 Refused: ${reason}.`;
    this.#answer.classList.add(accepted ? 'good' : 'bad');
    this.#yes.hidden = true;
    this.#no.textContent = 'Close';
  }
}
