import * as adaptiveCards from "adaptivecards";
import { slackWords, teamsWords } from "#bot/config";
import type { Card } from "#cards/card";
import { slackMessage, slackView } from "#cards/slack";
import { slackOverLimits } from "#cards/slack-limits";
import { teamsCard } from "#cards/teams";
import { teamsOverLimits } from "#cards/teams-limits";
import { flawsIn } from "#local/teams/flaws";
import type { Drawn } from "./case-cards.ts";

/** What both platforms would say of a card: where it is over a limit, and what Teams would not draw. */
export function complaints(card: Card): string[] {
  const teams = teamsCard(card, teamsWords, card.surface === "dialog" ? "x".repeat(400) : undefined);
  const slack =
    card.surface === "dialog"
      ? slackView(card, "m".repeat(1500), slackWords)
      : slackMessage(card, slackWords.preview);
  const context = new adaptiveCards.SerializationContext();
  new adaptiveCards.AdaptiveCard().parse(teams, context);
  return [...teamsOverLimits(teams), ...slackOverLimits(slack), ...flawsIn(context)];
}

/** The same of many cards, each with what it is. */
export const overLimits = (cards: Iterable<Drawn>): string[] =>
  [...cards].flatMap(({ what, card }) => complaints(card).map((complaint) => `${what}: ${complaint}`));
