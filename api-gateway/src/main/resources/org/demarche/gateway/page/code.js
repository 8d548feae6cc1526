// @ts-check

/** Milliseconds without a key before the gateway looks at the form. */
const REST = 600;

/**
 * Lets the gateway look at the form while somebody fills it: the days that a date means, the faults
 * at their fields, likely duplicates, and what can be picked. The button "Check" does the same
 * without a script.
 */
class CodeForm extends HTMLElement {
  /** Which look was the last one: an earlier answer may come later. */
  #look = 0;

  connectedCallback() {
    let timer = 0;
    this.addEventListener('input', () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => this.look(), REST);
    });
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
      if (now !== null && !here.isEqualNode(now)) {
        here.replaceWith(document.adoptNode(now));
      }
    });
  }
}

customElements.define('code-form', CodeForm);
