"""The cell's current path: terminals, fuse, switch, shunt; and the dry contact to the cycler."""
from catalogue import part, resistor
from schematic import Sheet
from sheets.common import shunt_resistor, test_point


def draw():
    s = Sheet("switch.kicad_sch", "Switch and interlock", 7)
    s.box(14, 20, 316, 112, "Cell current, 5 A (pouch) or 50 mA (coin): cycler on the left, cell on the right")
    s.part("J601", part("terminal2", value="CYCLER"), (28, 50), mirror="y", ref_at=(-4, -5), value_at=(-4, -3.4))
    s.wire("J601.1", (44, 50))
    s.local("CYC_P", (34, 50))
    s.part("F601", part("fuse"), (64, 50), rot=90)
    s.wire((44, 50), "F601.1")
    s.part("Q601", part("power_fet"), (98, 52), rot=90, ref_at=(-5, -6.4), value_at=(-5, -4.8))
    s.part("Q602", part("power_fet"), (132, 52), rot=90, mirror="y", ref_at=(-5, -6.4), value_at=(-5, -4.8))
    s.part("U601", part("vom1271"), (116, 84), rot=0, ref_at=(-5, -6.6), value_at=(-5, 6))
    s.wire("F601.2", "Q601.5")
    s.local("SW_IN", (74, 50))
    s.wire("Q601.1", "Q602.1")
    s.local("SW_S", (108, 50))
    s.part("D601", part("tvs_12v"), (50, 60), rot=90, ref_at=(1.8, -0.9), value_at=(1.8, 0.9))
    s.wire((50, 50), "D601.2")
    s.part("J602", part("terminal2", value="CELL"), (296, 50), ref_at=(-1, -5), value_at=(-1, -3.4))
    s.wire("Q602.5", (284, s.point("Q602.5")[1]), "J602.1")
    s.net("CATHODE_P", (240, s.point("Q602.5")[1]), 4, (0, -1))
    # Gates and driver.
    gate1, gate2 = s.point("Q601.4"), s.point("Q602.4")
    s.wire("Q601.4", (gate1[0], 66), (gate2[0], 66), "Q602.4")
    s.wire((gate2[0], 66), (150, 66), (150, 82), "U601.4")
    s.local("SW_GATE", (106, 66))
    s.part("R603", resistor("10M"), (170, 74))
    s.wire((150, 66), (170, 66), "R603.1")
    s.wire("U601.3", (158, 86), (170, 86), "R603.2")
    s.wire((158, 86), (158, 94), (130, 94))
    s.local("SW_S", (130, 94))
    # LED side.
    s.net("LATCH_Q", (44, 82), 0, (-1, 0))
    s.part("R601", resistor("180R"), (60, 82), rot=90)
    s.wire((44, 82), "R601.1")
    s.wire("R601.2", "U601.1")
    s.part("Q603", part("nfet"), (92, 102), ref_at=(4, -0.8), value_at=(4, 0.9))
    s.wire("U601.2", (94, 86), "Q603.3")
    s.supply("AGND", "Q603.2")
    s.net("TRIP_BUS_N", "Q603.1", 4)
    # Anode line and shunt.
    s.part("RS1", part("shunt"), (200, 104), rot=90, ref_at=(-3, 3), value_at=(1, 3))
    anode, cycler = s.point("RS1.4"), s.point("RS1.1")
    s.wire("RS1.4", (286, anode[1]), (286, 52), "J602.2")
    s.net("ANODE_P", (240, anode[1]), 4, (0, -1))
    s.wire("RS1.1", (38, cycler[1]), (38, 52), "J601.2")
    s.local("CYC_N", (140, cycler[1]))
    s.wire("D601.1", (50, cycler[1]))
    s.net("SHUNT_P", "RS1.3", 2)
    s.net("SHUNT_N", "RS1.2", 2)

    s.box(14, 118, 200, 190, "Dry contact to the cycler: closed means safe to run")
    s.part("K601", part("reed"), (90, 146), mirror="y", ref_at=(-12, -1), value_at=(-20, 0.8))
    s.part("Q604", part("nfet"), (92, 164), ref_at=(4, -0.8), value_at=(4, 0.9))
    s.wire("K601.3", "Q604.3")
    s.wire("K601.5", (94, 136))
    s.supply("+5V", (94, 136), 0, (0, -1))
    s.part("D603", part("diode"), (104, 146), rot=270, ref_at=(1.8, -0.9), value_at=(1.8, 0.9))
    s.wire((94, 138), (104, 138), "D603.1")
    s.wire((94, 156), (104, 156), "D603.2")
    s.part("Q605", part("nfet"), (92, 176), ref_at=(4, -0.8), value_at=(4, 0.9))
    s.wire("Q604.2", "Q605.3")
    s.supply("AGND", "Q605.2")
    s.wire("Q604.1", (66, 164))
    s.net("INTERLOCK_EN", (66, 164), 0, (-1, 0))
    shunt_resistor(s, "R604", "100k", (76, 164))
    s.wire("Q605.1", (66, 176), first="h")
    s.net("LATCH_Q", (66, 176), 0, (-1, 0))
    s.part("J603", part("terminal2", value="INTERLOCK"), (28, 146), mirror="y", ref_at=(-4, -5), value_at=(-4, -3.4))
    s.wire("K601.7", (86, 132), (46, 132), (46, 146), "J603.1")
    s.wire("K601.1", (86, 158), (40, 158), (40, 148), "J603.2")
    s.part("D604", part("tvs_33v"), (56, 145), rot=90, ref_at=(1.8, -0.9), value_at=(1.8, 0.9))
    s.wire((56, 132), "D604.2")
    s.wire("D604.1", (56, 158))
    s.local("ILK_A", (60, 132))
    s.local("ILK_B", (60, 158))

    test_point(s, "TP601", "LATCH_Q", (46, 82))
    s.note("RS1: current positive when charging: SHUNT_P above SHUNT_N.\nOff is the state without light: no supply, latch cleared or a trip source still active (Q603) each put U601 out.\n"
           "U601 charges two gates with 6-15 uA: on in about 10 ms, off in about 0.5 ms (estimated, not measured).\n"
           "R603 discharges the gates if U601's output wire opens.\n"
           "Q601 blocks charge, Q602 blocks discharge (their body diodes point at each other). One of them shorted: the other still blocks one direction;\n"
           "current after opening = switch-failed, and the firmware opens K601 through INTERLOCK_EN.", (206, 152), 1.4)
    s.note("K601 needs both: the firmware (INTERLOCK_EN) and the latch. Any trip opens the cycler's interlock without the firmware;\n"
           "the firmware can open it even if the latch is stuck.", (16, 192), 1.4)
    return s
