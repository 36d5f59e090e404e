#pragma once
void step(int& value);
