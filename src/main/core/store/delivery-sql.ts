import { type DeliveryState, waitingStates } from '../../../shared/domain/delivery.ts'

const columns = `decision.op_id AS opId, decision.n, decision.case_id AS caseId, decision.op,
  delivery.case_no AS caseNo, decision.made_at AS madeAt, state, sent, epoch, dec_rev AS decRev, shown,
  publication, published_at AS publishedAt, problem,
  EXISTS (SELECT 1 FROM put_away WHERE put_away.op_id = delivery.op_id) AS putAway
  FROM delivery JOIN decision ON decision.op_id = delivery.op_id`
const light = `op_id AS opId, case_no AS caseNo, dec_rev AS decRev, shown, publication,
  published_at AS publishedAt FROM delivery`
const lay = `state, shown,
  EXISTS (SELECT 1 FROM put_away WHERE put_away.op_id = delivery.op_id) AS putAway FROM delivery`
const listed = `NOT EXISTS (SELECT 1 FROM put_away WHERE put_away.op_id = delivery.op_id)`
const oneOf = (states: readonly DeliveryState[]) => states.map((state) => `'${state}'`).join(', ')

/** Every statement over deliveries, by name. Tests ask the database how it would run each. */
export const deliverySql = {
  addDecision: `INSERT INTO decision (op_id, n, case_id, case_no, made_at, op) VALUES (?, ?, ?, ?, ?, ?)`,
  addDelivery: `INSERT INTO delivery (op_id, n, case_no, state) VALUES (?, ?, ?, 'held')`,
  log: `INSERT INTO device_log (at, op_id, event, from_state, to_state) VALUES (?, ?, ?, ?, ?)`,
  step: `UPDATE delivery SET state = ? WHERE op_id = ? AND state = ?`,
  keepSent: `UPDATE delivery SET attempts = attempts + 1, sent = coalesce(sent, ?) WHERE op_id = ?`,
  keepAnswer: `UPDATE delivery SET epoch = ?, dec_rev = ?, answer = ?, problem = ?, shown = 0 WHERE op_id = ?`,
  keepShown: `UPDATE delivery SET shown = ?, publication = ?, published_at = ? WHERE op_id = ?`,
  keepBorneOut: `UPDATE delivery SET dec_rev = ?, problem = NULL WHERE op_id = ?`,
  keepEpoch: `UPDATE delivery SET epoch = ? WHERE op_id = ?`,
  get: `SELECT ${columns} WHERE delivery.op_id = ?`,
  recent: `SELECT ${columns} ORDER BY delivery.n DESC LIMIT ?`,
  newestIn: `SELECT ${columns} WHERE state IN ('held', 'queued') ORDER BY delivery.n DESC LIMIT 1`,
  newestMade: `SELECT ${columns} WHERE state <> 'withdrawn' ORDER BY delivery.n DESC LIMIT 1`,
  onCase: `SELECT ${columns} WHERE delivery.case_no = ? AND state <> 'withdrawn'
    ORDER BY delivery.n DESC LIMIT 1`,
  layOnCase: `SELECT ${lay} WHERE case_no = ? AND state <> 'withdrawn' ORDER BY n DESC LIMIT 1`,
  layUnshownOnCase: `SELECT ${lay} WHERE case_no = ? AND state = 'settled' AND shown = 0
    ORDER BY n DESC LIMIT 1`,
  unshownOnCase: `SELECT ${columns} WHERE delivery.case_no = ? AND state = 'settled' AND shown = 0
    ORDER BY delivery.n DESC LIMIT 1`,
  contestedOnCase: `SELECT op_id AS opId FROM delivery WHERE case_no = ? AND state = 'contested' AND n < ?`,
  newestWaiting: `SELECT ${columns} WHERE state IN (${oneOf(waitingStates)})
    ORDER BY delivery.n DESC LIMIT ?`,
  oldestWaiting: `SELECT ${columns} WHERE state IN (${oneOf(waitingStates)})
    ORDER BY delivery.n LIMIT 1`,
  inState: `SELECT op_id AS opId FROM delivery WHERE state = ? ORDER BY n`,
  sendable: `SELECT decision.op_id AS opId, delivery.n, case_id AS caseId
    FROM delivery JOIN decision ON decision.op_id = delivery.op_id
    WHERE state IN ('queued', 'unsure') ORDER BY delivery.n LIMIT 500`,
  counts: `SELECT state, count(*) AS count FROM delivery
    WHERE state IN (${oneOf([...waitingStates, 'contested', 'refused'])}) AND ${listed} GROUP BY state`,
  unpublished: `SELECT count(*) AS count FROM delivery
    WHERE state = 'settled' AND (publication IS NULL OR publication NOT IN ('published', 'overtaken'))`,
  unsettledViews: `SELECT case_no AS caseNo FROM delivery
    WHERE state IN (${oneOf([...waitingStates, 'contested', 'refused'])}) AND ${listed}
    UNION SELECT case_no FROM delivery WHERE state = 'settled' AND shown = 0`,
  settled: `SELECT ${light} WHERE op_id = ? AND state = 'settled'`,
  /** Settled ones of which the feed has not shown all that it will. */
  unfinished: `SELECT ${light} WHERE state = 'settled' AND shown = 0
    UNION SELECT ${light} WHERE state = 'settled'
      AND (publication IS NULL OR publication NOT IN ('published', 'overtaken'))`,
  otherEpochs: `SELECT ${light} WHERE state = 'settled' AND (epoch < ? OR epoch > ?)`,
  contestedElsewhere: `SELECT delivery.op_id AS opId, delivery.case_no AS caseNo, state,
    decision.made_at AS madeAt FROM delivery JOIN decision ON decision.op_id = delivery.op_id
    WHERE state IN ('contested', 'superseded') AND (epoch < ? OR epoch > ?)`,
  displaced: `SELECT case_id AS caseId, delivery.case_no AS caseNo, min(delivery.n) AS n
    FROM delivery JOIN decision ON decision.op_id = delivery.op_id
    WHERE delivery.case_no < 0 GROUP BY case_id, delivery.case_no`,
  renumber: `UPDATE delivery SET case_no = ?
    WHERE op_id IN (SELECT op_id FROM decision WHERE case_id = ?)`,
} as const
/** Asked once after the desk was restored: there is no other way than through all of it. */
export const deliveryListSql = {
  numbered: `SELECT case_id AS caseId, delivery.case_no AS caseNo, min(delivery.n) AS n
    FROM delivery JOIN decision ON decision.op_id = delivery.op_id GROUP BY case_id, delivery.case_no`,
} as const
