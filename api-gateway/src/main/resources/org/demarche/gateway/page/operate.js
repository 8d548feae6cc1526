// @ts-check

/** Milliseconds between two looks at what is live. */
const PAUSE = 2000;

/** Milliseconds without a key before a definition is tried. */
const REST = 800;

/**
 * A part of the page that is shown again as the gateway has it now. It stays as it is while
 * somebody is using it.
 */
class LivePart extends HTMLElement {
  /** Whether a part has the focus, or a form in it is open. */
  get isUsed() {
    return this.matches(':focus-within') || this.querySelector('details[open] form') !== null;
  }

  /** The live parts within this one. */
  get parts() {
    return /** @type {LivePart[]} */ ([...this.querySelectorAll('live-part')]);
  }

  /** @param {Element} fresh the same part of the page as it is now */
  show(fresh) {
    const now = new Map([...fresh.querySelectorAll('live-part')].map((part) => [part.id, part]));
    const here = this.parts;
    if (here.length > 0 && here.length === now.size && here.every((part) => now.has(part.id))) {
      here.forEach((part) => part.show(/** @type {Element} */ (now.get(part.id))));
    } else if (!this.isUsed && !this.isEqualNode(fresh)) {
      this.replaceWith(document.adoptNode(fresh));
    }
  }
}

/**
 * @param {string} address
 * @param {RequestInit} [how]
 * @returns {Promise<Document>}
 */
async function page(address, how = {}) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, ...how });
  if (answer.status === 401) {
    location.reload();
  }
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** @param {string} text */
function say(text) {
  const place = document.getElementById('said');
  if (place !== null && place.textContent !== text) {
    place.textContent = text;
  }
}

/** The states of all versions, for somebody who does not see the page. */
const states = () => [...document.querySelectorAll('[data-state]')]
  .map((one) => one.getAttribute('data-state')).join(', ');

async function refresh() {
  const part = /** @type {LivePart | null} */ (document.querySelector('main > live-part'));
  if (part === null || document.hidden) {
    return;
  }
  const before = states();
  try {
    const fresh = (await page(location.pathname)).getElementById(part.id);
    if (fresh !== null) {
      part.show(fresh);
    }
    say(states() === before ? '' : states());
  } catch {
    say('The gateway does not answer. This is what it said last.');
  }
}

/** Tries a definition while somebody types it. The buttons do the same without a script. */
class DryRun extends HTMLElement {
  connectedCallback() {
    let timer = 0;
    this.querySelector('textarea')?.addEventListener('input', () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => this.try(), REST);
    });
  }

  async try() {
    const form = /** @type {HTMLFormElement} */ (this.querySelector('form'));
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => fields.append(name, String(value)));
    fields.set('act', 'try');
    try {
      const fresh = await page(form.action, { method: 'POST', body: fields });
      const outcome = fresh.getElementById('outcome');
      if (outcome !== null) {
        document.getElementById('outcome')?.replaceWith(document.adoptNode(outcome));
      }
    } catch {
      say('The gateway does not answer.');
    }
  }
}

customElements.define('live-part', LivePart);
customElements.define('dry-run', DryRun);
setInterval(refresh, PAUSE);
