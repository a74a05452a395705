// <recording-upload>: holds the file that somebody chose or dropped, and sends it to the address in its attribute "send" as soon as that
// is drawn. A component hears of both through hidden fields, data-part="chosen" and "outcome", because it needs no interop for a change
// of a field. Sending needs no circuit, and goes on while there is none.
import { droppedFile } from '../recordings.js';

const headBytes = 64;
const stopped = -1;
const again = 2000;
const patience = 30000;

customElements.define('recording-upload', class extends HTMLElement {
  static observedAttributes = ['send'];

  #file = null;
  #request = null;
  #outcome = null;
  #spoken = 0;

  connectedCallback() {
    this.addEventListener('change', event => { if (event.target.type === 'file' && event.target.files[0]) this.#choose(event.target.files[0]); });
    this.addEventListener('click', event => { if (event.target.closest('[data-part=stop]')) this.#end({ status: stopped }); });
    this.addEventListener('dragover', event => this.#over(event, true));
    this.addEventListener('dragleave', event => this.#over(event, false));
    this.addEventListener('drop', event => {
      this.#over(event, false);
      if (event.dataTransfer.files[0]) this.#choose(event.dataTransfer.files[0]);
    });
    // What was dropped on the page opened this. The fields are put in right after the element itself.
    const dropped = droppedFile();
    if (dropped) queueMicrotask(() => this.#choose(dropped));
  }

  disconnectedCallback() { this.#release(); }

  attributeChangedCallback(name, before, address) {
    if (address === before) return;
    if (address) this.#send(address);
    // The button that was pressed is gone; the one in its place takes the focus.
    requestAnimationFrame(() => {
      if (this.isConnected && (document.activeElement === document.body || document.activeElement === null)) this.querySelector(address ? '[data-part=stop]' : '[type=submit]')?.focus();
    });
  }

  get #isSending() { return this.#request !== null; }

  #part(name) { return this.querySelector(`[data-part=${name}]`); }

  #over(event, isOver) {
    event.preventDefault();
    event.stopPropagation();
    this.querySelector('label')?.toggleAttribute('data-over', isOver && !this.#isSending);
  }

  async #choose(file) {
    if (this.#isSending) return;
    this.#file = file;
    let head = '';
    // A folder, or a file that is gone by now, cannot be read: that is seen as an empty one.
    try { head = btoa(String.fromCharCode(...new Uint8Array(await file.slice(0, headBytes).arrayBuffer()))); } catch { /* said by the empty head */ }
    this.#tell('chosen', { name: file.name, size: head ? file.size : 0, head });
  }

  #send(address) {
    if (!this.#file || this.#isSending) return;
    const request = this.#request = new XMLHttpRequest();
    this.#outcome = null;
    this.#spoken = 0;
    this.#show(0);
    this.toggleAttribute('sending', true);
    addEventListener('beforeunload', this.#warn);
    request.open('POST', address);
    request.setRequestHeader('RequestVerificationToken', this.querySelector('[name=__RequestVerificationToken]')?.value ?? '');
    request.upload.addEventListener('progress', event => { if (event.lengthComputable) this.#show(Math.floor(100 * event.loaded / event.total)); });
    request.addEventListener('load', () => this.#end({ status: request.status, ...read(request.responseText) }));
    request.addEventListener('error', () => this.#end({ status: 0 }));
    request.send(this.#file);
  }

  #end(outcome) {
    if (!this.#isSending) return;
    if (outcome.clip) focusRow(outcome.clip);
    this.#release();
    this.#report(this.#outcome = outcome);
  }

  // While the line to the server is down nobody hears it; who heard it takes the address away.
  #report(outcome) {
    if (outcome !== this.#outcome || !this.isConnected || !this.hasAttribute('send')) return;
    this.#tell('outcome', outcome);
    setTimeout(() => this.#report(outcome), again);
  }

  // Without a word: whoever takes the element away has nothing to hear.
  #release() {
    const request = this.#request;
    this.#request = null;
    if (!request) return;
    if (request.readyState !== XMLHttpRequest.DONE) request.abort();
    removeEventListener('beforeunload', this.#warn);
    this.toggleAttribute('sending', false);
    this.dispatchEvent(new Event('sent'));
  }

  #show(percent) {
    const bar = this.#part('bar'), text = percent < 100 ? this.dataset.sent.replace('{0}', percent) : this.dataset.checked;
    if (bar) bar.value = percent;
    if (this.#part('percent')) this.#part('percent').textContent = text;
    // Every quarter is enough to listen to.
    if (percent < this.#spoken + 25 && percent > 0) return;
    this.#spoken = percent - percent % 25;
    if (this.#part('spoken')) this.#part('spoken').textContent = text;
  }

  #tell(name, value) {
    const field = this.#part(name);
    if (!field) return;
    field.value = JSON.stringify(value);
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #warn = event => event.preventDefault();
});

function read(text) {
  try { return JSON.parse(text); } catch { return {}; }
}

// The new row comes a moment later by another way. Who has turned to something else by then is left there.
function focusRow(clip) {
  const find = () => document.querySelector(`[data-clip="${CSS.escape(clip)}"] [data-play]`);
  const watch = new MutationObserver(() => {
    if (document.querySelector('dialog[open]') || !find()) return;
    watch.disconnect();
    const on = document.activeElement;
    if (!on || on === document.body || on.matches('[data-add-recording]')) find().focus();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), patience);
}
