import { expect, test } from "vitest";
import { formOf } from "#bot/commands";
import type { Turn } from "#bot/conversation";
import { slackTurn } from "#bot/slack/turn";
import { verifySlack } from "#bot/slack/verify";
import { launchKey, turnOf } from "#bot/teams/turn";
import { shipped } from "#functions/house";
import { type Device, openOsby } from "./osby.ts";
import { type Exchange, overhear } from "./traffic.ts";

/** The same doings on either platform: words, steps, a problem, dialogs, acts. */
async function journey(anna: Device, maja: Device, settled: () => Promise<void>): Promise<void> {
  await anna.say("avvikelse");
  await anna.press("Nej, ingen är i fara");
  await anna.press("Avvikelse");
  await anna.press("Tillbaka");
  await anna.press("Risk");
  await anna.press("En person hos oss");
  await anna.press("Nästa", { happened: "i morgon" });
  await anna.press("Nästa", { happened: "i går kväll", discovered: "i dag kl 9", unit: "familjehuset" });
  await anna.press("Samarbete med andra");
  await anna.press("Oro eller obehag", { what: "Ett möte ställdes in & ingen <meddelades>." });
  await anna.press("Nej, ingen av dem", { measures: ["secured", "informed"] });
  await anna.press("Lägg till mer");
  await anna.press("Nästa", { suggestion: "Ring alltid.", measuresText: "Vi ringde." });
  await anna.press("Skicka");
  anna.closeDialog();
  await settled();
  await anna.press("Fel enhet");
  await anna.press("Flytta", { unit: "barn-familj" });
  anna.closeDialog();
  await settled();
  await maja.press("Jag tar det");
  await maja.press("Öppna ärendet");
}

/** What is the platform's own, taken out: who speaks, where the card lies; and a draft's chance letters. */
function bare({ who: _, card, ...turn }: Turn): unknown {
  const ids = /[A-Z2-9]{4}-[A-Z2-9]{4}(\.[\w-]+)?/g;
  return JSON.parse(JSON.stringify({ ...turn, hasCard: card !== undefined }).replaceAll(ids, "ID"));
}

test("a word that two forms answer to begins the one that is called so, and the other where that is not used", () => {
  expect(formOf("risk", shipped)).toBe("risk");
  const { risk: _, ...others } = shipped;
  expect(formOf("risk", others)).toBe("deviation");
});

test("the same doings in Teams and in Slack are equal turns", async () => {
  const town = await openOsby();
  const heard = overhear();
  const turns = async (platform: "teams" | "slack", read: (exchange: Exchange) => Turn | undefined) => {
    heard.length = 0;
    const [anna, maja] = [town.on[platform]("anna"), town.on[platform]("maja")];
    await maja.arrive();
    heard.length = 0;
    await journey(anna, maja, town.settled);
    await town.settled();
    return heard
      .flatMap((exchange) => (exchange.url.startsWith(town.home.url) ? [read(exchange)] : []))
      .map((turn) => turn && bare(turn));
  };
  const secret = town.env.SLACK_SIGNING_SECRET ?? "";
  const slack = await turns("slack", ({ headers, sent }) => {
    const verified = verifySlack({ headers, body: sent, isBase64Encoded: false }, secret, Date.now());
    if (!verified.ok) throw new Error(`refused with ${verified.status}`);
    const said = slackTurn(verified.body, {
      signingSecret: secret,
      formOf: (word) => formOf(word, shipped),
      seeks: () => false,
    });
    return typeof said === "object" ? said.turn : undefined;
  });
  const teams = await turns("teams", ({ sent }) => {
    const said = turnOf(JSON.parse(sent), launchKey(town.teams.appPassword));
    return said.type === "turn" ? said.turn : undefined;
  });
  expect(teams).toHaveLength(18);
  expect(teams).not.toContain(undefined);
  expect(teams).toEqual(slack);
});
