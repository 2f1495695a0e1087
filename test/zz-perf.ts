import { rmSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import yaml from 'yaml'
import { silentProgress } from '../src/base/progress.ts'
import { openStore } from '../src/store/store.ts'
import * as T from '../src/store/tables.ts'
import { segmentStage } from '../src/segment/index.ts'
import { planStage } from '../src/plan/index.ts'
import { hash32 } from '../src/base/hash.ts'
const [PEOPLE, RECS, BUY] = process.argv.slice(2).map(Number) as [number, number, number]
rmSync('/tmp/perf/p', { recursive: true, force: true })
const store = openStore('/tmp/perf/p')
const spec = (o: object) => JSON.stringify({ of: null, columns: {}, country: null, ...o })
store.db.exec('BEGIN')
T.sources.insertAll(store, [
  { source_no: 0, name: 'crm', role: 'customers', brand: 'a', country: null, spec: spec({}), columns: '["id"]', rows: RECS, rejected: 0 },
  { source_no: 1, name: 'orders', role: 'purchases', brand: 'a', country: null, spec: spec({ of: 'crm' }), columns: '[]', rows: 0, rejected: 0 },
])
const rec = T.sourceRecords.rawInserter(store), mem = T.memberships.rawInserter(store), cle = T.cleaned.rawInserter(store), per = T.persons.rawInserter(store)
const nc = T.cleaned.columns.length, np = T.persons.columns.length
for (let p = 0; p < PEOPLE; p++) { const row: (string|number|null)[] = new Array(np).fill(null); row[0]=p; row[1]='p'+String(p).padStart(12,'0'); row[2]=1; row[3]=1; row[4]= p%3===0? 'h'+(p-(p%6)): null; per(row) }
for (let r = 0; r < RECS; r++) { rec([r,0,r+1,'K'+r,'u'+r,'some\x1fcells of the\x1frecord that take some place '+r+'\x1fxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']); mem([r, hash32('m'+r)%PEOPLE,'sure']); const row: (string|number|null)[]=new Array(nc).fill(null); row[0]=r; row[T.cleaned.columns.indexOf('email')]='mail'+r+'@example.com'; cle(row) }
const pur = T.purchases.rawInserter(store)
for (let i = 0; i < BUY; i++) { const h = hash32('b'+i); pur([1,i,'K'+(hash32('c'+i)%Math.floor(RECS*0.5)),null,18000+(h%2000),1000+(h%5000),'EUR',null,'O'+i,null,'raw cells of the purchase '+i]) }
const con = T.contactability.rawInserter(store)
T.verdicts.insertAll(store, [0,1].map((n)=>({verdict_no:n,allowed:n,reason:'x',since:null,until:null,evidence:null,alternate_channel:null,suspected:0})))
for (let p = 0; p < PEOPLE; p++) con([p,'a','marketing',p&1,(p>>1)&1,0,(p%5)?1:0,null,null])
store.db.exec('COMMIT')
console.log('built')
const rules = { get: (s: any) => s.schema.parse(yaml.parse(readFileSync('/work/main/rules/'+s.name+'.yaml','utf8'))) }
const context: any = { project: { dir:'', name:'x', asOf:null, country:null, currency:null, sources:[] }, store, rules, asOf: '2024-12-31', threads: 2, outDir:'', progress: silentProgress }
for (const stage of [segmentStage, planStage]) {
  store.db.exec('BEGIN'); const t=performance.now(); const s = await stage.run(context); store.db.exec('COMMIT')
  console.log(stage.name, ((performance.now()-t)/1000).toFixed(2)+'s', JSON.stringify(s), Math.round(process.memoryUsage().rss/1e6)+'MB')
}
console.table(store.db.prepare('select segment,channel,offer,people,lift,net_minor,break_even,chance_of_loss,verdict,test_size from money').all())
console.table(store.db.prepare('select segment,channel,offer,arm,reason,count(*) n from plan group by 1,2,3,4,5').all())
