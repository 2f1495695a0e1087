/** Property tests draw the same cases on every run, so that a change is judged and not the dice; FC_SEED=random throws them. */

import fc from 'fast-check'

const wanted = process.env.FC_SEED ?? '20260630'
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) })
