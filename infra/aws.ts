import { type App, Stack, Validations } from "aws-cdk-lib";
import type { Code } from "aws-cdk-lib/aws-lambda";
import { operator, watch } from "./alarms.ts";
import { type Door, doors } from "./doors.ts";
import type { Ground } from "./function.ts";
import { byCall, byClock, byRequest, bySaved, openWeb } from "./opens.ts";
import { environment, type Settings } from "./settings.ts";
import { openStores } from "./stores.ts";

/** The house in the cloud. Sweden only: what is stored never leaves the country. */
export function house(app: App, settings: Settings, code: (door: Door) => Code): Stack {
  const stack = new Stack(app, "Kvalitetsboten", {
    description: "Kvalitetsboten: deviations, lex Sarah and self-inspection in Teams and Slack",
    env: { account: settings.account, region: "eu-north-1" },
    terminationProtection: true,
  });
  const stores = openStores(stack);
  const web = openWeb({ stack, stores });
  // The address is made before its routes and knows none of them: so a function may know it without a circle.
  const ground: Ground = {
    stack,
    stores,
    code,
    environment: environment(settings, stores, web.api.apiEndpoint),
  };
  const topic = operator(stack, stores.key, settings.operatorMail);
  for (const door of doors) for (const it of open(ground, web, door)) watch(stack, topic, door, it);
  acknowledge(stack);
  return stack;
}

function open(ground: Ground, web: ReturnType<typeof openWeb>, door: Door) {
  const { opens } = door;
  if ("path" in opens) return byRequest(ground, web, door, opens);
  if ("saved" in opens) return bySaved(ground, door, opens.saved);
  if ("called" in opens) return byCall(ground, door);
  return byClock(ground, door, opens.every.minutes);
}

/** The checks we answer otherwise than they ask, and why. */
function acknowledge(stack: Stack): void {
  Validations.of(stack).acknowledge(
    {
      id: "AwsSolutions-APIG4",
      reason:
        "The platforms sign each request; the door checks that itself, over the raw bytes, before it parses.",
    },
    {
      id: "AwsSolutions-SQS3",
      reason: "These queues are where failures end. An alarm sounds at the first message.",
    },
  );
}
