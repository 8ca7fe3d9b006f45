import { ArnFormat, Duration, type Stack } from "aws-cdk-lib";
import { Effect, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, type Code, Function as Lambda, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Door, EnvName, Verb } from "./doors.ts";
import { keyVerbs, type Stores } from "./stores.ts";

/** What every door is built on. */
export interface Ground {
  readonly stack: Stack;
  readonly stores: Stores;
  readonly environment: Record<EnvName, string>;
  readonly code: (door: Door) => Code;
}

/** The function behind a door. It may do what `doors.ts` says, and `also` what its way in asks for. */
export function functionOf(
  ground: Ground,
  door: Door,
  also: readonly PolicyStatement[] = [],
  deadLetterQueue?: Queue,
): Lambda {
  const { stack, stores, environment } = ground;
  const logGroup = logs(ground, `${door.name}-log`);
  const role = new Role(stack, `${door.name}-role`, {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
  });
  for (const statement of [mayLog(logGroup), ...mayTouch(stack, door, stores), mayUse(stores.key), ...also])
    role.addToPolicy(statement);
  const fn = new Lambda(stack, door.name, {
    code: ground.code(door),
    ...("called" in door.opens && { functionName: nameOf(door.name) }),
    handler: "index.handler",
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: door.memoryMB,
    timeout: Duration.seconds(door.timeoutSeconds),
    reservedConcurrentExecutions: door.atOnce,
    environment: Object.fromEntries(door.env.map((name) => [name, environment[name]])),
    environmentEncryption: stores.key,
    // The role is the whole of it: what CDK would add by itself is wider, and often `*`.
    role: role.withoutPolicyUpdates(),
    logGroup,
    // A queue of its own marks an asynchronous call. It is not tried again: the clock calls anew each minute.
    ...(deadLetterQueue && { deadLetterQueue, retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
  });
  // A role that cannot be edited tells CDK of no policy to wait for; Lambda tries it at creation.
  fn.node.addDependency(role);
  return fn;
}

/** A log kept for three months under the house's key. */
export function logs({ stack, stores }: Pick<Ground, "stack" | "stores">, name: string): LogGroup {
  return new LogGroup(stack, name, { retention: RetentionDays.THREE_MONTHS, encryptionKey: stores.key });
}

/** The house's key, and only by way of the services that keep something under it. */
export function mayUse(
  key: Stores["key"],
  services: readonly string[] = ["dynamodb", "lambda", "sqs"],
): PolicyStatement {
  return new PolicyStatement({
    actions: keyVerbs,
    resources: [key.keyArn],
    conditions: {
      StringEquals: {
        "kms:ViaService": services.map((service) => `${service}.${key.stack.region}.amazonaws.com`),
      },
    },
  });
}

const mayLog = (log: LogGroup) =>
  new PolicyStatement({
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [log.logGroupArn],
  });

const actions = {
  get: "dynamodb:GetItem",
  put: "dynamodb:PutItem",
  query: "dynamodb:Query",
  removeDraft: "dynamodb:DeleteItem",
} as const satisfies Record<Verb, string>;

/** The name of a function that others call: known before it is there. */
export const nameOf = (door: Door["name"]) => `kvalitetsboten-${door}`;

const arnOf = (stack: Stack, door: Door["name"]) =>
  stack.formatArn({
    service: "lambda",
    resource: "function",
    resourceName: nameOf(door),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

function mayTouch(stack: Stack, { may }: Door, { table, keys }: Stores): PolicyStatement[] {
  const allow = (verbs: readonly Verb[], resources: string[], conditions?: Record<string, unknown>) =>
    verbs.length && resources.length
      ? [new PolicyStatement({ actions: verbs.map((verb) => actions[verb]), resources, conditions })]
      : [];
  const drafts = may.table.filter((verb) => verb === "removeDraft");
  const indexes = may.indexes.map((index) => `${table.tableArn}/index/${index}`);
  return [
    ...allow(
      may.table.filter((verb) => verb !== "removeDraft"),
      [table.tableArn],
    ),
    ...allow(["query"], indexes),
    // Drafts lie under their person: so no function can remove a record, whatever it is made to try.
    ...allow(drafts, [table.tableArn], inPartition("T#*#P#*")),
    // Who has looked at what is written by every door; none of them may read it back or remove it.
    new PolicyStatement({
      effect: Effect.DENY,
      actions: [actions.get, actions.query, actions.removeDraft],
      resources: [table.tableArn],
      conditions: inPartition("T#*#READ#*"),
    }),
    ...allow(may.keys, [keys.tableArn]),
    ...(may.calls
      ? [new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [arnOf(stack, may.calls)] })]
      : []),
  ];
}

const inPartition = (like: string) => ({ "ForAnyValue:StringLike": { "dynamodb:LeadingKeys": [like] } });
