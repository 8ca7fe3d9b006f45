type Props = Readonly<
  Record<
    string,
    string | number | boolean | undefined | ((event: Event & { currentTarget: Element }) => void)
  >
>;
export type Child = Node | string | undefined | false;

/**
 * Makes an element. A property that is a function listens to the event of its name; true is an attribute
 * without a value; false and undefined are left out.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name, (event) => value(event as never));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  put(element, children);
  return element;
}

/** Puts these in place of what the element held. */
export function put(element: Element, children: readonly (Child | readonly Child[])[]): void {
  const given = children
    .flat()
    .filter((child): child is Node | string => child !== undefined && child !== false);
  element.replaceChildren(...given);
}

/** Text for whoever listens rather than looks. */
export function hidden(text: string): HTMLElement {
  return h("span", { class: "hidden" }, text);
}

/** Keeps a list of elements in step with what they stand for: only what has changed is made anew. */
export interface Keyed {
  readonly element: HTMLElement;
  readonly like: string;
}

/**
 * Sets the children of a list by key. `make` draws one; it is called only for what is new or no longer alike,
 * and gets the element that stood there before. Gives the keys that were new.
 */
export function keyed<T>(
  list: HTMLElement,
  held: Map<string, Keyed>,
  items: readonly { key: string; like: string; item: T }[],
  make: (item: T, before: HTMLElement | undefined) => HTMLElement,
): string[] {
  const fresh: string[] = [];
  const keys = new Set(items.map(({ key }) => key));
  for (const [key, { element }] of held)
    if (!keys.has(key)) {
      element.remove();
      held.delete(key);
    }
  let last: Element | null = null;
  for (const { key, like, item } of items) {
    const before = held.get(key);
    let element = before?.element;
    if (!element || before?.like !== like) {
      const drawn = make(item, element);
      element?.replaceWith(drawn);
      if (!before) fresh.push(key);
      element = drawn;
      held.set(key, { element, like });
    }
    const place: Element | null = last ? last.nextElementSibling : list.firstElementChild;
    if (place !== element) list.insertBefore(element, place);
    last = element;
  }
  return fresh;
}
