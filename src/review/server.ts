/** The page's server: on this machine's own address only, for as long as it is wanted. */

import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { UserError } from '../base/errors.ts'
import { reviewApp } from './app.ts'
import { decisionsCsv } from './decisions-csv.ts'
import { type DeskSettings, ReviewDesk } from './review-desk.ts'
import { Session } from './session.ts'

export interface ReviewServer {
  /** With the token that opens it once. */
  readonly url: string
  readonly desk: ReviewDesk
  close(): Promise<void>
}

export interface ReviewSettings extends DeskSettings {
  readonly project: string
  /** 0: any that is free. */
  readonly port: number
  readonly report: (error: Error) => void
}

const HOST = '127.0.0.1'

/** @throws UserError where the port is taken. */
export async function openReviewServer(settings: ReviewSettings): Promise<ReviewServer> {
  const desk = new ReviewDesk(settings)
  // The port is known only when it listens, and nothing is answered before that.
  const app: { fetch: (request: Request) => Response | Promise<Response> } = {
    fetch: () => new Response(null, { status: 503 }),
  }
  const server = createAdaptorServer({ fetch: (request) => app.fetch(request) }) as Server
  try {
    const port = await listen(server, settings.port)
    const session = new Session(port)
    const { project, report } = settings
    const made = reviewApp({ desk, session, project, report, decisionsCsv: () => decisionsCsv(desk.reader) })
    app.fetch = (request) => made.fetch(request)
    return { url: session.link, desk, close: () => close(server, desk) }
  } catch (error) {
    desk.close()
    throw error
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, port)))
    server.listen(port, HOST, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function listenFault(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error
  const why = error.code === 'EACCES' ? 'may not be used' : 'is in use'
  return new UserError(`Port ${port} ${why}.`, { place: '--port', wayOut: 'Name another, or leave it out.' })
}

function close(server: Server, desk: ReviewDesk): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      desk.close()
      resolve()
    })
    server.closeAllConnections()
  })
}
