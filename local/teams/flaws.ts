import type { SerializationContext } from "adaptivecards";

/**
 * What Microsoft's parser found wrong with a card. That it does not know the charts of Teams is no flaw: it
 * draws their fallback, as a phone does.
 */
export function flawsIn(context: SerializationContext): string[] {
  const found = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  return found.filter((message) => !/"Chart\.(Line|VerticalBar\.Grouped)"/.test(message));
}
