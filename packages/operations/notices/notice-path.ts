import type { NoticeSubject } from '@comptoir/domain/notices'

const PATHS: Readonly<Record<NoticeSubject['kind'], (id: string) => string>> = {
  delivery: (id) => `/deliveries/${id}`,
  post: (id) => `/posts/${id}`,
  channel: (id) => `/channels/connect?channel=${id}`,
  event: (id) => `/countdown/${id}`,
  client: (id) => `/clients/${id}`,
  agency: () => '/settings',
  edition: (id) => `/reports/editions/${id}`,
  import: (id) => `/audience/import?done=${id}`,
}

/** The page of the admin that a notice leads to. */
export function pathOf(subjectKind: string, id: string): string {
  return subjectKind in PATHS ? PATHS[subjectKind as NoticeSubject['kind']](id) : '/'
}
