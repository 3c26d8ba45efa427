"""Sense front end: the Cu electrode, its relay, the electrometer and the self-test injector."""
from catalogue import capacitor, part
from schematic import Sheet
from sheets.common import decouple, shunt_capacitor, shunt_resistor, test_point


def draw():
    s = Sheet("sense.kicad_sch", "Sense front end", 4)
    s.box(18, 40, 172, 104, "Cu electrode to electrometer (everything left of U1 is high impedance: guarded, no vias)")
    s.part("J301", part("coax"), (30, 70), mirror="y", ref_at=(-4, -6.5), value_at=(-4, -4.9))
    s.part("K1", part("reed"), (60, 74), rot=90, ref_at=(-5, -8.4), value_at=(-5, -6.8))
    s.part("R1", part("r_1m_sense"), (78, 70), rot=90)
    s.wire("J301.1", "K1.7")
    s.wire("K1.1", "R1.1")
    s.local("SENSE_IN", (38, 70))
    s.local("SENSE_K", (67, 70))
    s.part("U1", part("ada4530"), (136, 72), ref_at=(5, -6.5), value_at=(5, -4.8))
    s.wire("R1.2", "U1.1")
    s.local("SENSE_HZ", (83, 70))
    s.part("C1", capacitor("100p"), (88, 73))
    s.supply("AGND", "C1.2")
    s.part("D301", part("bav199"), (104, 74), mirror="x", ref_at=(5, -2.8), value_at=(5, -1.2))
    s.wire("D301.1", (98, 78), (110, 78), "D301.2")
    s.net("GUARD", (104, 78), 2, (0, 1))
    s.part("R2", part("r_100m"), (119, 73))

    s.net("GUARD", "J301.2", 3, (1, 0))
    s.part("D303", part("tvs_guard"), (30, 80), rot=90, ref_at=(2, -1), value_at=(2, 0.8))
    s.wire("J301.2", "D303.2")
    s.supply("AGND", "D303.1")

    # Amplifier: follower, guard driven by its own guard pins.
    s.supply("+5VA", "U1.5", 5)
    s.wire("U1.2", (136, 63))
    s.net("GUARD", (136, 63), 3, (1, 0))
    s.wire("U1.4", (134, 80), (130, 80))
    s.supply("AGND", (130, 80), 0, (0, 1))
    s.wire("U1.7", (136, 82))
    s.net("GUARD", (136, 82), 3, (1, 0))
    s.unused("U1.3")
    s.wire("U1.6", (158, 72))
    s.wire((148, 72), (148, 90), (126, 90), (126, 74), "U1.8")
    test_point(s, "TP301", "BUF_OUT", (153, 72))
    s.net("BUF_OUT", (158, 72), 0, (1, 0))

    # Relay driver.
    s.part("Q301", part("nfet"), (52, 94), ref_at=(4, -0.8), value_at=(4, 0.9))
    s.wire("K1.5", "Q301.3")
    s.part("D302", part("diode"), (60, 85), rot=180)
    s.wire((54, 85), "D302.2")
    s.wire("D302.1", (66, 85), "K1.3")
    s.wire("K1.3", (71, 78))
    s.supply("+5V", (71, 78), 0, (0, -1))
    s.supply("AGND", "Q301.2")
    s.wire("Q301.1", (36, 94))
    s.net("K1_EN", (36, 94), 0, (-1, 0))
    shunt_resistor(s, "R301", "100k", (42, 94))

    # Self-test multiplexer.
    s.box(18, 108, 172, 168, "Self-test injector: 100 Mohm to the buffer (idle), AGND (pull-down) or 2.5 V (pull-up)")
    s.part("U302", part("tmux1108"), (92, 138), ref_at=(9, -17), value_at=(9, -15.4))
    s.net("TST_A0", "U302.1", 8)
    s.net("TST_A1", "U302.16", 8)
    s.net("AGND", "U302.15", 8)
    s.net("+5VA", "U302.2", 8)
    s.net("BUF_OUT", "U302.4", 8)
    s.net("AGND", "U302.5", 8)
    s.net("REF_2V5", "U302.6", 8)
    s.net("BUF_OUT", "U302.7", 8)
    s.unused("U302.12", "U302.11", "U302.10", "U302.9")
    s.supply("+5VA", "U302.13", 2)
    s.supply("AGND", "U302.14", 3)
    s.wire("U302.3", (98, 156), (96, 156))
    s.wire((96, 156), "U302.14")
    s.wire("U302.8", (119, 146), "R2.2")
    s.local("INJECT", (104, 146))
    s.net("TST_A0", (34, 150), 0, (-1, 0))
    s.wire((34, 150), (40, 150))
    shunt_resistor(s, "R303", "100k", (40, 150))
    s.net("TST_A1", (58, 150), 0, (-1, 0))
    s.wire((58, 150), (64, 150))
    shunt_resistor(s, "R304", "100k", (64, 150))

    # Reference.
    s.box(180, 108, 312, 168, "2.5 V reference")
    s.part("U303", part("adr4525"), (222, 138), ref_at=(4, -5), value_at=(4, -3.4))
    s.wire("U303.2", (220, 126), (200, 126))
    s.supply("+5VA", (200, 126), 0, (0, -1))
    shunt_capacitor(s, "C304", "1u", (206, 126))
    s.supply("AGND", "U303.4")
    s.wire("U303.6", (256, 138))
    shunt_capacitor(s, "C305", "1u", (236, 138))
    test_point(s, "TP302", "REF_2V5", (248, 138))
    s.net("REF_2V5", (256, 138), 0, (1, 0))

    s.box(180, 40, 312, 104, "Supplies of this page")
    decouple(s, "C301", "100n", (194, 62), "+5VA")
    decouple(s, "C302", "1u", (206, 62), "+5VA")
    decouple(s, "C303", "100n", (218, 62), "+5VA")
    s.note("C301, C302: at U1 pin 5.  C303: at U302 pin 13.", (190, 72))
    s.note("TST_A1 TST_A0   injector\n 0  0   idle: buffer's own output, no current flows\n 0  1   pull-down: AGND\n"
           " 1  0   pull-up: 2.5 V\n 1  1   idle (S4), so that no code leaves it floating", (190, 79))
    s.note("K1 is open without power: an unpowered board cannot load the electrode. R1 limits a contact with 5 V to 5 uA and is 1206 for surge.\n"
           "D301 clamps to GUARD, which follows the node: at rest it carries no voltage and leaks nothing. C1 (C0G) holds the node while K1 is open:\n"
           "1 pA moves it 8.7 mV/s. U1's input ends at V+ - 1.5 V: an electrode above 3.5 V (touched by the cathode) reads over-range, about 3.5 V.", (20, 174))
    return s
