import type { Env } from "#bot/config";
import type { Home } from "./home.ts";
import { type DemoPerson, demoPeople } from "./people.ts";
import { slackPerson } from "./slack/client.ts";
import { textOf as slackText } from "./slack/text.ts";
import type { Workspace } from "./slack/workspace.ts";
import { teamsPerson } from "./teams/client.ts";
import type { TeamsService } from "./teams/service.ts";
import { textOf as teamsText } from "./teams/text.ts";

/**
 * One report through the real doors, as a first look at the house: Anna reports in Teams; Maja, who manages
 * the unit, and Sara, the SAS, get their cards where they last were. Needs both local stand-ins.
 */
export async function playOneReport({
  home,
  env,
  teams,
  slack,
  say,
}: {
  readonly home: Pick<Home, "url" | "settled">;
  readonly env: Env;
  readonly teams: TeamsService | undefined;
  readonly slack: Workspace | undefined;
  readonly say: (line: string) => void;
}): Promise<void> {
  if (!teams || !slack) return;
  const demo = (id: string): DemoPerson => {
    const found = demoPeople.find((person) => person.id === id);
    if (!found) throw new Error(`there is no demo person ${id}`);
    return found;
  };
  const atTeams = ({ teams: id, name, email }: DemoPerson) =>
    teamsPerson(teams, { url: `${home.url}/api/messages` }, { id, name, email });
  const slackDoor = { url: `${home.url}/slack/events`, signingSecret: env.SLACK_SIGNING_SECRET ?? "" };
  const [maja, sara] = [demo("maja"), demo("sara")];
  const anna = atTeams(demo("anna"));
  const shown = () => {
    const card = anna.messages().findLast((message) => message.card)?.card;
    return card ? teamsText(card) : "";
  };
  const tell = (who: string, what: string) => say(`\n${who}\n${what.replaceAll(/^/gm, "  | ")}`);
  /** The newest card that somebody has anywhere of this case. */
  const cardOf = (person: DemoPerson, id: string): readonly [string, string] => {
    const inTeams = atTeams(person)
      .messages()
      .flatMap(({ card }) => (card ? [teamsText(card)] : []));
    const inSlack = slack.messagesOf(person.slack).map(({ blocks }) => slackText(blocks));
    const found = (cards: readonly string[]) => cards.findLast((card) => card.includes(id));
    const slackCard = found(inSlack);
    return slackCard ? ["Slack", slackCard] : ["Teams", found(inTeams) ?? ""];
  };

  await atTeams(sara).install();
  await slackPerson(slack, slackDoor, maja.slack).say("hej");
  await anna.say("avvikelse");
  tell('Anna Exempelsson, staff, writes "avvikelse" in Teams:', shown());
  await anna.press("Nej, ingen är i fara");
  await anna.press("Avvikelse");
  await anna.press("En person hos oss");
  await anna.press("Nästa", { fill: { happened: "i går kväll" } });
  await anna.press("Utredning, beslut och rättssäkerhet");
  await anna.press("Oro eller obehag", {
    fill: { what: "Ett beslut skickades inte i tid till den enskilde." },
  });
  await anna.press("Nej, ingen av dem", { fill: { measures: ["informed"] } });
  tell("… seven presses later, the review:", shown());
  await anna.press("Skicka");
  await home.settled();
  tell("… and the receipt:", shown());
  const id = shown().match(/[A-Z2-9]{4}-[A-Z2-9]{4}/)?.[0] ?? "";
  for (const [person, role] of [
    [maja, "unit manager"],
    [sara, "SAS"],
  ] as const) {
    const [platform, card] = cardOf(person, id);
    tell(`${person.name}, ${role}, in ${platform}:`, card);
  }
  say("");
}
