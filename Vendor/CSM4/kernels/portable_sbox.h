// SPDX-License-Identifier: Apache-2.0

/// SM4's S-box as a Boolean circuit. Made by derive/sbox.py; do not edit: `derive/sbox.py --check` compares.
#ifndef CSM4_PORTABLE_SBOX_H
#define CSM4_PORTABLE_SBOX_H

#include <stdint.h>

/// S(x) = S'(x + CSM4_SBOX_INPUT) + CSM4_SBOX_OUTPUT, S' being the circuit.
#define CSM4_SBOX_INPUT 0x75U
#define CSM4_SBOX_OUTPUT 0xD3U

/// Each byte of L(C), C being four bytes CSM4_SBOX_OUTPUT and L the linear transform of a round.
#define CSM4_SBOX_OUTPUT_SPREAD 0x4FU

/// Applies S' to 64 bytes: bit i of each is in x[i]. 118 gates.
/// Inlined in any case: with a call the rounds take a quarter longer.
__attribute__((always_inline)) static inline void csm4_portable_sbox(uint64_t x[8]) {
    const uint64_t x0 = x[0];
    const uint64_t x1 = x[1];
    const uint64_t x2 = x[2];
    const uint64_t x3 = x[3];
    const uint64_t x4 = x[4];
    const uint64_t x5 = x[5];
    const uint64_t x6 = x[6];
    const uint64_t x7 = x[7];
    const uint64_t t0 = x3 ^ x5;
    const uint64_t t1 = x4 ^ x7;
    const uint64_t t2 = x2 ^ x6;
    const uint64_t t3 = x1 ^ x5;
    const uint64_t t4 = x0 ^ t1;
    const uint64_t t5 = x0 ^ t0;
    const uint64_t t6 = x3 ^ t4;
    const uint64_t t7 = x2 ^ x4;
    const uint64_t t8 = t1 ^ t3;
    const uint64_t t9 = x5 ^ t1;
    const uint64_t t10 = x2 ^ t4;
    const uint64_t t11 = x1 ^ x7;
    const uint64_t t12 = x1 ^ t5;
    const uint64_t t13 = x7 ^ t0;
    const uint64_t t14 = t2 ^ t6;
    const uint64_t t15 = x3 ^ t11;
    const uint64_t t16 = t5 ^ t7;
    const uint64_t t17 = x1 ^ t2;
    const uint64_t t18 = t2 ^ t8;
    const uint64_t t19 = t0 ^ t7;
    const uint64_t t20 = x2 ^ t8;
    const uint64_t t21 = x0 ^ t3;
    const uint64_t t22 = t3 & t6;
    const uint64_t t23 = t21 & t9;
    const uint64_t t24 = x0 & t5;
    const uint64_t t25 = t15 | t14;
    const uint64_t t26 = t20 & t18;
    const uint64_t t27 = t19 & t12;
    const uint64_t t28 = t13 | t2;
    const uint64_t t29 = t10 & t17;
    const uint64_t t30 = t16 | x1;
    const uint64_t t31 = t23 ^ t27;
    const uint64_t t32 = t29 ^ t31;
    const uint64_t t33 = t22 ^ t26;
    const uint64_t t34 = x6 ^ t31;
    const uint64_t t35 = t24 ^ t30;
    const uint64_t t36 = t24 ^ t34;
    const uint64_t t37 = t26 ^ t36;
    const uint64_t t38 = t28 ^ t0;
    const uint64_t t39 = t23 ^ t33;
    const uint64_t t40 = t25 ^ t39;
    const uint64_t t41 = t33 ^ t38;
    const uint64_t t42 = t32 ^ t41;
    const uint64_t t43 = t32 ^ t35;
    const uint64_t t44 = t25 ^ t43;
    const uint64_t t45 = t37 ^ t40;
    const uint64_t t46 = t44 ^ t42;
    const uint64_t t47 = t45 ^ t46;
    const uint64_t t48 = t37 & t44;
    const uint64_t t49 = t40 | t42;
    const uint64_t t50 = t45 & t46;
    const uint64_t t51 = t49 ^ t50;
    const uint64_t t52 = t48 ^ t50;
    const uint64_t t53 = t47 ^ t52;
    const uint64_t t54 = t51 ^ t53;
    const uint64_t t55 = t51 & t44;
    const uint64_t t56 = t53 & t42;
    const uint64_t t57 = t54 & t46;
    const uint64_t t58 = t51 & t37;
    const uint64_t t59 = t53 & t40;
    const uint64_t t60 = t54 & t45;
    const uint64_t t61 = t55 ^ t57;
    const uint64_t t62 = t59 ^ t60;
    const uint64_t t63 = t55 ^ t56;
    const uint64_t t64 = t56 ^ t57;
    const uint64_t t65 = t58 ^ t59;
    const uint64_t t66 = t58 ^ t60;
    const uint64_t t67 = t62 ^ t64;
    const uint64_t t68 = t61 ^ t66;
    const uint64_t t69 = t63 ^ t65;
    const uint64_t t70 = t63 & t6;
    const uint64_t t71 = t61 & t9;
    const uint64_t t72 = t64 & t5;
    const uint64_t t73 = t65 & t14;
    const uint64_t t74 = t66 & t18;
    const uint64_t t75 = t62 & t12;
    const uint64_t t76 = t69 & t2;
    const uint64_t t77 = t68 & t17;
    const uint64_t t78 = t67 & x1;
    const uint64_t t79 = t63 & t3;
    const uint64_t t80 = t61 & t21;
    const uint64_t t81 = t64 & x0;
    const uint64_t t82 = t65 & t15;
    const uint64_t t83 = t66 & t20;
    const uint64_t t84 = t62 & t19;
    const uint64_t t85 = t69 & t13;
    const uint64_t t86 = t68 & t10;
    const uint64_t t87 = t67 & t16;
    const uint64_t t88 = t76 ^ t87;
    const uint64_t t89 = t81 ^ t88;
    const uint64_t t90 = t73 ^ t74;
    const uint64_t t91 = t71 ^ t72;
    const uint64_t t92 = t78 ^ t85;
    const uint64_t t93 = t80 ^ t91;
    const uint64_t t94 = t77 ^ t90;
    const uint64_t t95 = t82 ^ t83;
    const uint64_t t96 = t74 ^ t92;
    const uint64_t t97 = t89 ^ t93;
    const uint64_t t98 = t75 ^ t96;
    const uint64_t t99 = t89 ^ t98;
    const uint64_t t100 = t79 ^ t95;
    const uint64_t t101 = t94 ^ t97;
    const uint64_t t102 = t76 ^ t100;
    const uint64_t t103 = t82 ^ t101;
    const uint64_t t104 = t70 ^ t71;
    const uint64_t t105 = t83 ^ t88;
    const uint64_t t106 = t84 ^ t92;
    const uint64_t t107 = t85 ^ t101;
    const uint64_t t108 = t78 ^ t94;
    const uint64_t t109 = t99 ^ t100;
    const uint64_t t110 = t78 ^ t93;
    const uint64_t t111 = t91 ^ t105;
    const uint64_t t112 = t102 ^ t110;
    const uint64_t t113 = t84 ^ t103;
    const uint64_t t114 = t80 ^ t99;
    const uint64_t t115 = t90 ^ t104;
    const uint64_t t116 = t106 ^ t111;
    const uint64_t t117 = t86 ^ t113;
    x[0] = t109;
    x[1] = t107;
    x[2] = t112;
    x[3] = t108;
    x[4] = t114;
    x[5] = t116;
    x[6] = t117;
    x[7] = t115;
}

#endif
