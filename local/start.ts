import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { houseOf, readSlack } from "#bot/config";
import { slackClient } from "#bot/slack/send";
import type { House } from "#functions/house";
import { loadListed, loadMunicipality } from "#functions/load";
import { linkOrganisation } from "#functions/people";
import { runningClock } from "./clock.ts";
import { createTables, type LocalDynamo, startDynamo } from "./dynamo.ts";
import { fillHistory } from "./history.ts";
import { type Home, openHome } from "./home.ts";
import { municipalityFrom } from "./municipality.ts";
import { demoPeople, personsOf, seedPeople } from "./people.ts";
import { playOneReport } from "./play.ts";
import { openWorkspace } from "./slack/workspace.ts";
import { surroundings } from "./surroundings.ts";
import { startTeamsService } from "./teams/service.ts";
import { openTown } from "./town/server.ts";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const root = fileURLToPath(new URL("../", import.meta.url));
const say = (line: string) => console.log(line);
/** The sweep: every minute in the cloud, oftener here, where a turned clock should show at once. */
const sweepMs = 5_000;

async function main(): Promise<void> {
  const started = Date.now();
  const local = join(root, ".local");
  const env = surroundings(process.env, join(local, "values.json"));
  const municipality = municipalityFrom(join(root, "municipalities", "osby.yaml"), (line) =>
    say(`Note: ${line}`),
  );

  const embedded = !env.DYNAMODB_ENDPOINT;
  let dynamo: LocalDynamo | undefined;
  const openTables = async (fresh: boolean) => {
    if (embedded) dynamo = await startDynamo({ folder: join(local, "dynamo"), fresh });
    if (dynamo) env.DYNAMODB_ENDPOINT = dynamo.endpoint;
    if (dynamo?.rebuilt)
      say("The last run did not end well: the indexes of the embedded DynamoDB were rebuilt.");
    const names = { table: env.TABLE_NAME ?? "", keys: env.KEYS_TABLE_NAME ?? "" };
    await createTables(env.DYNAMODB_ENDPOINT ?? "", names);
  };
  await openTables(process.argv.includes("--fresh"));

  const people = demoPeople.map(({ name, email, teams, slack }) => ({ name, email, teams, slack }));
  const teams = env.BOT_OPENID_METADATA_URL
    ? undefined
    : await startTeamsService({
        appId: env.MICROSOFT_APP_ID ?? "",
        appPassword: env.MICROSOFT_APP_PASSWORD ?? "",
        tenant: env.MICROSOFT_APP_TENANT_ID ?? "",
        people: people.map(({ teams: id, name, email }) => ({ id, name, email })),
      });
  if (teams) {
    env.BOT_OPENID_METADATA_URL = teams.openIdMetadataUrl;
    env.BOT_LOGIN_URL ??= teams.loginUrl;
  }
  const slack = env.SLACK_API_URL
    ? undefined
    : await openWorkspace({
        token: env.SLACK_BOT_TOKEN ?? "",
        members: people.map(({ slack: id, name, email }) => ({ id, name, email })),
      });

  const clock = runningClock();
  let house: House;
  let linked = false;
  const link = async (): Promise<boolean> => {
    const { team_id } = await slackClient(readSlack(env)).auth.test();
    if (team_id) await linkOrganisation(house, municipality.tenant, "slack", team_id);
    return team_id !== undefined;
  };
  const fill = async (): Promise<void> => {
    const invented = personsOf(municipality.tenant, demoPeople);
    const filled = Object.entries(await fillHistory(house, municipality, invented, { until: clock.now() }));
    const counts = filled.map(([kind, count]) => `${kind} ${count}`).sort();
    say(
      counts.length > 0
        ? `Two invented years were added: ${counts.join(", ")}`
        : "The invented years are there already",
    );
  };
  const openDoors = async (): Promise<Home> => {
    house = houseOf(env, { now: clock.now });
    await loadMunicipality(house, municipality);
    await loadListed(house, municipality);
    await linkOrganisation(house, municipality.tenant, "teams", env.MICROSOFT_APP_TENANT_ID ?? "");
    await seedPeople(house, municipality.tenant, demoPeople);
    if (process.argv.includes("--history")) await fill();
    linked = await link().catch(() => false);
    return openHome({ env, clock });
  };
  const town = await openTown({
    port: Number(env.PORT ?? 3000),
    platforms: { ...(teams && { teams }), ...(slack && { slack }) },
    people: demoPeople,
    clock,
    signingSecret: env.SLACK_SIGNING_SECRET ?? "",
    ...(embedded && {
      again: async () => {
        await dynamo?.stop();
        await openTables(true);
        home = await openDoors();
        return home;
      },
    }),
  });
  if (teams) env.TEAMS_SERVICE_HOSTS ??= town.host;
  if (slack) env.SLACK_API_URL = town.slackApiUrl;
  env.PUBLIC_URL ??= town.url;
  let home = await openDoors();
  if (!linked) say(`Slack at ${env.SLACK_API_URL} does not answer auth.test yet: tried again until it does.`);
  await town.enter(home);

  say(`Open in ${((Date.now() - started) / 1000).toFixed(1)} s: ${municipality.name}`);
  say(`  Open ${town.url} in a browser: Teams and Slack side by side`);
  say(`  Teams  POST ${town.url}/api/messages`);
  say(`  Slack  POST ${town.url}/slack/events`);
  say("  Local values stand in .local/values.json. Stop with Ctrl-C.");

  const timer = setInterval(async () => {
    if (!linked) linked = await link().catch(() => false);
    await home
      .wake()
      .catch((error) => say(`The sweep failed: ${error instanceof Error ? error.message : error}`));
  }, sweepMs);
  const stop = async () => {
    clearInterval(timer);
    await town.close();
    await home.close();
    await Promise.all([home.settled(), teams?.close(), slack?.close()]);
    await dynamo?.stop();
    process.exit(0);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  const { teams: atTeams, slack: atSlack } = town.platforms;
  await playOneReport({ home: { ...home, url: town.url }, env, teams: atTeams, slack: atSlack, say });
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
