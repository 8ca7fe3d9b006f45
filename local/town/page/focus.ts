/** Moves the focus to what names this part: its heading, else the part itself. */
export function focusHeading(part: HTMLElement): void {
  const heading = part.querySelector<HTMLElement>('[role="heading"], h1, h2, h3, h4') ?? part;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
}

/** Moves the focus to the first field; where there is only something to read, to its heading. */
export function focusFirst(part: HTMLElement): void {
  const first = part.querySelector<HTMLElement>("input:not([disabled]), select, textarea");
  if (first) first.focus();
  else focusHeading(part);
}

/** Lets Escape close what is open. Tab goes on to the rest of the page: only its own client lies behind it. */
export function closeByEscape(part: HTMLElement, close: () => void): void {
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
}
