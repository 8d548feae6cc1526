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
 * A part of a page as the gateway has it now.
 *
 * @param {string} address
 * @param {string} id of the part
 * @param {RequestInit} [how]
 * @returns {Promise<Element>}
 */
async function part(address, id, how = {}) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, ...how }).catch(() => {
    throw new Error('The gateway does not answer. This is what it said last.');
  });
  if (answer.status === 401) {
    throw new Error('You are signed out. Sign in in another tab to go on.');
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const found = page.getElementById(id);
  if (found === null) {
    throw new Error(`The gateway cannot show this now (status ${answer.status}).`);
  }
  return found;
}

/**
 * @param {string} id of the place: `said` is for those who do not see the page
 * @param {string} text
 */
function say(id, text) {
  const place = document.getElementById(id);
  if (place !== null && place.textContent !== text) {
    place.textContent = text;
  }
}

/**
 * Shows why something failed, until it works again.
 *
 * @param {() => Promise<void>} act
 */
async function attempt(act) {
  try {
    await act();
    say('trouble', '');
  } catch (fault) {
    say('trouble', /** @type {Error} */ (fault).message);
  }
}

/** The states of all versions, for somebody who does not see the page. */
const states = () => [...document.querySelectorAll('[data-state]')]
  .map((one) => one.getAttribute('data-state')).join(', ');

async function refresh() {
  const live = /** @type {LivePart | null} */ (document.querySelector('main > live-part'));
  if (live === null || document.hidden) {
    return;
  }
  await attempt(async () => {
    const before = states();
    live.show(await part(location.pathname, live.id));
    say('said', states() === before ? '' : states());
  });
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
    await attempt(async () => {
      const outcome = await part(form.action, 'outcome', { method: 'POST', body: fields });
      document.getElementById('outcome')?.replaceWith(document.adoptNode(outcome));
    });
  }
}

customElements.define('live-part', LivePart);
customElements.define('dry-run', DryRun);
setInterval(refresh, PAUSE);
