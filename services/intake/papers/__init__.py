"""Papers of a case as images: judged before they are kept, numbered, replaced only by a further one."""
