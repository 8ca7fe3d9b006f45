import { Duration } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import { Schedule, ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { heavyRecord } from "#functions/deliver";
import { errorsOn, saidIn, type Watch, waitingIn } from "./alarms.ts";
import type { Door } from "./doors.ts";
import { functionOf, type Ground, logs, mayUse } from "./function.ts";

/**
 * The one address that platforms and browsers call. Its log says which door answered what: no body, nor who
 * asked, and of a path only its pattern, since a link to a file is a key to it.
 */
export function openWeb(ground: Pick<Ground, "stack" | "stores">) {
  const api = new HttpApi(ground.stack, "Web", { createDefaultStage: false });
  const log = logs(ground, "web-log");
  new HttpStage(ground.stack, "WebStage", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    // A whole municipality reporting at once is some tens a second.
    throttle: { rateLimit: 100, burstLimit: 200 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(log),
      format: AccessLogFormat.custom(
        JSON.stringify({
          at: "$context.requestTime",
          request: "$context.requestId",
          route: "$context.routeKey",
          status: "$context.status",
          ms: "$context.responseLatency",
        }),
      ),
    },
  });
  return { api, log };
}

/** A request to a path, by one of the methods, opens the door. */
export function byRequest(
  ground: Ground,
  { api, log }: ReturnType<typeof openWeb>,
  door: Door,
  { path, methods }: Extract<Door["opens"], { path: string }>,
): Watch[] {
  const fn = functionOf(ground, door);
  api.addRoutes({
    path,
    methods: methods.map((method) => HttpMethod[method]),
    integration: new HttpLambdaIntegration(`${door.name}-call`, fn),
  });
  const routes = methods.map((method) => `${method} ${path}`);
  return [errorsOn(log, routes)];
}

/** A saved item with this sort key opens the door. */
export function bySaved(ground: Ground, door: Door, sortKey: string): Watch[] {
  const stream = ground.stores.table.tableStreamArn ?? "";
  const leftBehind = failuresOf(ground, door);
  const fn = functionOf(ground, door, [
    new PolicyStatement({
      actions: [
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
      ],
      resources: [stream],
    }),
    maySend(leftBehind),
  ]);
  fn.addEventSourceMapping("saved", {
    eventSourceArn: stream,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 10,
    filters: [FilterCriteria.filter({ dynamodb: { Keys: { SK: { S: FilterRule.isEqual(sortKey) } } } })],
    // A record that cannot be told must not keep the others of its shard waiting; the sweep has it anyway.
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 5,
    maxRecordAge: Duration.hours(1),
    // Lambda leaves the record's place in the stream here, not the record.
    onFailure: new SqsDlq(leftBehind),
  });
  const age = fn.metric("IteratorAge", { statistic: "Maximum", period: Duration.minutes(5) });
  return [
    waitingIn(leftBehind),
    { name: "late", metric: age, above: Duration.minutes(5).toMilliseconds(), silence: "good" },
    saidIn(
      fn.logGroup,
      "heavy",
      heavyRecord,
      "A case has grown so that it may one day not be saved: whoever then adds to it is told that it failed.",
    ),
  ];
}

/** The clock opens the door. */
export function byClock(ground: Ground, door: Door, minutes: number): Watch[] {
  const { stack, stores } = ground;
  const leftBehind = failuresOf(ground, door);
  const fn = functionOf(ground, door, [maySend(leftBehind)], leftBehind);
  const role = new Role(stack, `${door.name}-clock-role`, {
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
  });
  for (const statement of [
    new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [fn.functionArn] }),
    maySend(leftBehind),
    mayUse(stores.key, ["scheduler", "sqs"]),
  ])
    role.addToPolicy(statement);
  const schedule = new Schedule(stack, `${door.name}-clock`, {
    // A rate, which knows no time zone: "every minute" as cron in Europe/Stockholm would stand still for
    // an hour each autumn, and an urgent report with it.
    schedule: ScheduleExpression.rate(Duration.minutes(minutes)),
    key: stores.key,
    target: new LambdaInvoke(fn, {
      role: role.withoutPolicyUpdates(),
      deadLetterQueue: leftBehind,
      retryAttempts: 2,
      maxEventAge: Duration.minutes(minutes),
    }),
  });
  schedule.node.addDependency(role);
  const calls = fn.metricInvocations({ statistic: "Sum", period: Duration.minutes(5) });
  return [waitingIn(leftBehind), { name: "silent", metric: calls, below: 1, silence: "bad" }];
}

/** Other doors call it, wait for its answer, and try again themselves when there is none. */
export function byCall(ground: Ground, door: Door): Watch[] {
  const fn = functionOf(ground, door);
  const failed = fn.metricErrors({ statistic: "Sum", period: Duration.minutes(5) });
  return [{ name: "errors", metric: failed, above: 0, silence: "good" }];
}

/** What a door could not do, for a person to look into: ids and times only. */
function failuresOf({ stack, stores }: Ground, door: Door): Queue {
  return new Queue(stack, `${door.name}-left-behind`, {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: stores.key,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
}

const maySend = (queue: Queue) =>
  new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] });
