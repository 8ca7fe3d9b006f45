import type { Env } from "#bot/config";
import type { Home } from "./home.ts";
import { demoPeople } from "./people.ts";
import { slackPerson } from "./slack/client.ts";
import { textOf as slackText } from "./slack/text.ts";
import type { Workspace } from "./slack/workspace.ts";
import { teamsPerson } from "./teams/client.ts";
import type { TeamsService } from "./teams/service.ts";
import { textOf as teamsText } from "./teams/text.ts";

/**
 * One report through the real doors, as a first look at the house: Anna reports in Teams, Maja, who manages
 * the unit, gets her card in Slack, and Sara, the SAS, hers in Teams. Needs both local stand-ins.
 */
export async function playOneReport({
  home,
  env,
  teams,
  slack,
  say,
}: {
  readonly home: Home;
  readonly env: Env;
  readonly teams: TeamsService | undefined;
  readonly slack: Workspace | undefined;
  readonly say: (line: string) => void;
}): Promise<void> {
  if (!teams || !slack) return;
  const at = (id: string) => {
    const demo = demoPeople.find((person) => person.id === id);
    const person = teams.people.get(demo?.teams ?? "");
    if (!demo || !person) throw new Error(`there is no demo person ${id}`);
    return { demo, client: teamsPerson(teams, { url: `${home.url}/api/messages` }, person) };
  };
  const anna = at("anna");
  const sara = at("sara");
  const maja = demoPeople.find(({ id }) => id === "maja");
  const slackDoor = { url: `${home.url}/slack/events`, signingSecret: env.SLACK_SIGNING_SECRET ?? "" };
  const shown = (client: typeof anna.client) => {
    const card = client.messages().findLast((message) => message.card)?.card;
    return card ? teamsText(card) : "";
  };
  const tell = (who: string, what: string) => say(`\n${who}\n${what.replaceAll(/^/gm, "  | ")}`);

  await slackPerson(slack, slackDoor, maja?.slack ?? "").say("hej");
  await sara.client.install();
  await anna.client.say("avvikelse");
  tell(`${anna.demo.name}, staff, writes "avvikelse" in Teams:`, shown(anna.client));
  await anna.client.press("Nej, ingen är i fara");
  await anna.client.press("Avvikelse");
  await anna.client.press("En person hos oss");
  await anna.client.press("Nästa", { fill: { happened: "i går kväll" } });
  await anna.client.press("Utredning, beslut och rättssäkerhet");
  await anna.client.press("Oro eller obehag", {
    fill: { what: "Ett beslut skickades inte i tid till den enskilde." },
  });
  await anna.client.press("Nej, inte chefen", { fill: { measures: ["informed"] } });
  tell("… seven presses later, the review:", shown(anna.client));
  await anna.client.press("Skicka");
  await home.settled();
  tell("… and the receipt:", shown(anna.client));
  tell(
    `${maja?.name}, unit manager, in Slack:`,
    slackText(slack.lastMessage(maja?.slack ?? "")?.blocks ?? []),
  );
  tell(`${sara.demo.name}, SAS, in Teams:`, shown(sara.client));
  say("");
}
