#pragma once

void unseen_lock();
void unseen_unlock();
void unseen_put(void** slot, void* value);
void* unseen_take(void** slot);
// Of a count of references: true for the last.
bool unseen_release(int* count);
int unseen_twice(int value);
