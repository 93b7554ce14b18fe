// SPDX-License-Identifier: Apache-2.0

/// SM4's maps for GF2P8AFFINEINVQB.
/// Made by derive/gfni.py, which explains and proves it; do not edit.
#ifndef CSM4_GFNI_CONSTANTS_H
#define CSM4_GFNI_CONSTANTS_H

#include <stdint.h>

/// The map M to the basis of the state, and back (operands of GF2P8AFFINEQB).
#define CSM4_GFNI_TO_BASIS 0x4C287DB91A22505D
#define CSM4_GFNI_FROM_BASIS 0xB3A4F5863284728B

/// y = M (I + P) S.
#define CSM4_GFNI_Y 0x040DB891E9A481B7
#define CSM4_GFNI_Y_CONSTANT 0x72

/// z = M (I + Q) S.
#define CSM4_GFNI_Z 0x280FBCB4FF84C11A
#define CSM4_GFNI_Z_CONSTANT 0x11

/// w = y + z = M (P + Q) S.
#define CSM4_GFNI_W 0x2C020425162040AD
#define CSM4_GFNI_W_CONSTANT 0x63

/// L': what it takes from position j.
#define CSM4_GFNI_KEY0 0x280F0901760DC1AF
#define CSM4_GFNI_KEY0_CONSTANT 0xAD

/// L' from position j + 1.
#define CSM4_GFNI_KEY1 0xABF358C700F3ABAB
#define CSM4_GFNI_KEY1_CONSTANT 0xEB

/// L' from position j + 2.
#define CSM4_GFNI_KEY2 0x13B5336648748933
#define CSM4_GFNI_KEY2_CONSTANT 0x7B

/// L' from position j + 3.
#define CSM4_GFNI_KEY3 0x54C1ECCCE6812F59
#define CSM4_GFNI_KEY3_CONSTANT 0xF8

#endif
