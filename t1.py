from d import *
st=[-2,-1]
# demo overview
show('demo ov',[],args=['--demo'])
show('demo sess',['2'],args=['--demo'])
show('demo detail',['2','Enter'],args=['--demo'])
show('demo detail full text',['2','Enter','Enter'],args=['--demo'])
show('demo detail tab code',['2','Enter','Tab','Tab'],args=['--demo'])
show('demo help detail',['2','Enter','?'],args=['--demo'])
