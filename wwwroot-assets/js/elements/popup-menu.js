// <popup-menu>: drawn by a component next to its button while it is open. It opens itself in the top layer beside the button,
// takes the focus, walks by arrows, unfolds its groups, and raises "close" when the reader leaves it, so that the component can take it away.
customElements.define('popup-menu', class extends HTMLElement {
  #button = null;

  connectedCallback() {
    this.#button = this.previousElementSibling;
    this.setAttribute('popover', 'auto');
    this.setAttribute('role', 'menu');
    // The entries are put in right after the element itself.
    queueMicrotask(() => this.#open());
    this.addEventListener('toggle', event => { if (event.newState === 'closed') this.#leave(); });
    this.addEventListener('keydown', this.#walk);
    this.addEventListener('click', event => {
      const entry = event.target.closest('[role=menuitem]:not([aria-disabled=true])');
      if (entry?.hasAttribute('aria-expanded')) this.#unfold(entry, entry.ariaExpanded !== 'true');
      else if (entry) this.hidePopover();
    });
  }

  #open() {
    this.showPopover();
    this.#place();
    this.#items()[0]?.focus({ preventScroll: true });
    this.dispatchEvent(new Event('menuopen', { bubbles: true }));
  }

  #items = () => [...this.querySelectorAll('[role^=menuitem]:not(:disabled)')].filter(item => item.checkVisibility());

  // One group at a time.
  #unfold(head, opens) {
    for (const other of this.querySelectorAll('[role=menuitem][aria-expanded]')) {
      other.ariaExpanded = other === head && opens;
      other.nextElementSibling.hidden = other !== head || !opens;
    }

    this.#place();
  }

  #leave() {
    if (this.contains(document.activeElement) || document.activeElement === document.body) this.#button?.focus({ preventScroll: true });
    this.dispatchEvent(new Event('close'));
  }

  #place() {
    this.style.left = 0; // Where it stands would bound its width.
    const anchor = this.#button.getBoundingClientRect(), size = this.getBoundingClientRect(), gap = 6, edge = 8;
    const below = anchor.bottom + gap + size.height < innerHeight - edge || anchor.top < size.height;
    const left = this.hasAttribute('start') ? anchor.left : anchor.right - size.width;
    this.style.left = `${Math.min(Math.max(edge, left), innerWidth - size.width - edge)}px`;
    this.style.top = `${Math.max(edge, below ? Math.min(anchor.bottom + gap, innerHeight - size.height - edge) : anchor.top - gap - size.height)}px`;
  }

  #walk = event => {
    const head = event.target.closest('[role=group]')?.querySelector('[aria-expanded]');
    if (head && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      this.#unfold(head, event.key === 'ArrowRight');
      head.focus();
      return;
    }

    const items = this.#items(), at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  };
});
