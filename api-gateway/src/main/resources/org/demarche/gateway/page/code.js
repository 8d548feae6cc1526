// @ts-check

/** Milliseconds without a key before the gateway looks at the form. */
const REST = 600;

/** Milliseconds without a key before names are asked for. */
const PAUSE = 150;

/** The most names that are offered at once. */
const OFFERED = 20;

/**
 * @typedef {{name: string, aliases?: string[], mergedInto?: string | null}} Entry an actor, an issue or an outlet
 */

/**
 * Offers the names that the registry finds for what is typed, where it has more than the page. A
 * browser offers only what has the typed text in it, so another spelling that has it is shown, too,
 * or else the typed text itself.
 *
 * @param {HTMLInputElement} field
 */
async function complete(field) {
  const list = field.list;
  const address = list?.dataset.search;
  const typed = field.value.trim();
  if (!list || !address || typed === '') {
    return;
  }
  const query = new URLSearchParams({ q: typed, limit: String(OFFERED) });
  const answer = await fetch(`${address}?${query}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok || field.value.trim() !== typed) {
    return;
  }
  const { items } = /** @type {{items: Entry[]}} */ (await answer.json());
  list.replaceChildren(...items.filter((one) => !one.mergedInto).map((one) => {
    const option = document.createElement('option');
    option.value = one.name;
    const spelling = [one.name, ...one.aliases ?? []]
      .find((name) => name.toLowerCase().includes(typed.toLowerCase()));
    if (spelling !== one.name) {
      option.label = spelling ?? `${one.name} (${typed})`;
    }
    return option;
  }));
}

/**
 * Puts the focus where it was, if that is still there.
 *
 * @param {Element} fresh
 * @param {Element} focused what had the focus before
 */
function refocus(fresh, focused) {
  const same = [...fresh.querySelectorAll(focused.localName)]
    .find((one) => one.getAttribute('value') === focused.getAttribute('value'));
  if (same instanceof HTMLElement) {
    same.focus();
  }
}

/**
 * Lets the gateway look at the form while somebody fills it: the days that a date means, the faults
 * at their fields, likely duplicates, and what can be picked. The button "Check" does the same
 * without a script.
 */
class CodeForm extends HTMLElement {
  /** Which look was the last one: an earlier answer may come later. */
  #look = 0;

  connectedCallback() {
    let looking = 0;
    let completing = 0;
    this.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement && target.checked && target.name === 'conditions') {
        this.pick(target);
      }
      clearTimeout(looking);
      looking = window.setTimeout(() => this.look(), REST);
      if (target instanceof HTMLInputElement && target.list) {
        clearTimeout(completing);
        // without an answer, the name can be typed whole
        completing = window.setTimeout(() => complete(target).catch(() => {}), PAUSE);
      }
    });
  }

  /**
   * A picked condition joins those that are typed, and the focus stays in the list. Without a
   * script, the form sends it with them.
   *
   * @param {HTMLInputElement} box
   */
  pick(box) {
    const typed = /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea[name=conditions]'));
    typed.value = [typed.value.trim(), box.value].filter((text) => text !== '').join('\n');
    const line = box.closest('li');
    const next = line?.nextElementSibling ?? line?.previousElementSibling;
    const stay = next?.querySelector('input') ?? box.closest('details')?.querySelector('summary');
    line?.remove();
    stay?.focus();
  }

  async look() {
    const look = ++this.#look;
    const form = /** @type {HTMLFormElement} */ (this.querySelector('form'));
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => fields.append(name, String(value)));
    fields.set('act', 'look');
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { Accept: 'text/html' },
        body: fields,
      });
      const text = await answer.text();
      if (answer.ok && look === this.#look) {
        this.show(new DOMParser().parseFromString(text, 'text/html'));
      }
    } catch {
      // the button says what is wrong
    }
  }

  /** @param {Document} fresh the page as the gateway would show it now */
  show(fresh) {
    this.querySelectorAll('[data-fresh]').forEach((here) => {
      const now = fresh.getElementById(here.id);
      if (now !== null && here.querySelector('details[open]') !== null) {
        now.querySelector('details')?.setAttribute('open', '');
      }
      if (now !== null && !here.isEqualNode(now)) {
        const focused = here.contains(document.activeElement) ? document.activeElement : null;
        here.replaceWith(document.adoptNode(now));
        if (focused !== null) {
          refocus(now, focused);
        }
      }
    });
  }
}

customElements.define('code-form', CodeForm);
