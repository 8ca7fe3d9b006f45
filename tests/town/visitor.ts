import type { Locator, Page } from "playwright-core";
import { deviationWords } from "#cards/text/deviation";
import { say } from "#cards/text/sv";
import { type KindWords, optionLabel } from "#cards/text/words";
import type { Side } from "#local/town/state";

/** Whoever sits at the page, at one of the two clients. */
export function visitor(page: Page, side: Side, narrow: boolean) {
  const client = page.locator(`.client.${side}`);
  const dialog = client.locator(".dialog");
  const articles = client.locator("article");
  const still = () => page.locator(".busy").first().waitFor({ state: "detached" });
  const forward = async () => {
    if (narrow) await page.locator(`.switch [data-side="${side}"]`).click();
  };
  const button = async (name: string): Promise<Locator> => {
    const scope = (await dialog.count()) > 0 ? dialog : articles;
    return scope.getByRole("button", { name, exact: true }).last();
  };
  return {
    client,
    dialog,
    last: articles.last(),
    still,
    forward,
    async say(text: string) {
      await forward();
      await client.locator(".composer input").fill(text);
      await client.locator(".composer input").press("Enter");
      await still();
    },
    async press(name: string) {
      await (await button(name)).click();
      await still();
    },
    /** Writes in the field, or chooses in it, on the open dialog or the newest card. */
    async fill(field: string, text: string) {
      const scope = (await dialog.count()) > 0 ? dialog : articles.last();
      await scope.getByRole("textbox", { name: field }).first().fill(text);
    },
    async choose(name: string) {
      const scope = (await dialog.count()) > 0 ? dialog : articles.last();
      await scope.getByLabel(name, { exact: true }).last().check();
    },
    read: async () => (await articles.last().innerText()).replaceAll(/\s+/g, " "),
  };
}

type Visitor = ReturnType<typeof visitor>;

const kind: KindWords = deviationWords;
/** What a field, an option and an act are called: a test is not about the choice of words. */
export const label = (field: string) => kind.fields[field]?.label ?? field;
export const option = (field: string, value: string) => optionLabel(kind, field, value);
export const actName = (act: string) => kind.acts[act]?.label ?? act;

/** An ordinary deviation in the chat, from the first word up to the text. */
export async function beginReport(at: Visitor): Promise<void> {
  await at.say("avvikelse");
  await at.press(option("danger", "no"));
  await at.press(option("nature", "deviation"));
  await at.press(option("concerns", "recipient"));
  await at.fill(label("happened"), "i går kväll");
  await at.press(say.next);
  await at.press(option("category", "legal"));
}

/** A whole one, to the receipt. */
export async function report(at: Visitor): Promise<void> {
  await beginReport(at);
  await at.fill(label("what"), "Beslutet skickades inte till den enskilde.");
  await at.press(option("consequence", "unease"));
  await at.choose(option("measures", "informed"));
  await at.press(option("involved", "no"));
  await at.press(say.send);
}
