import itertools
import torch
class CycleGANModel(BaseModel):
    def __init__(self, opt):
        BaseModel.__init__(self, opt)
        self.optimizer_G = torch.optim.Adam(itertools.chain(self.netG_A.parameters(), self.netG_B.parameters()), lr=opt.lr)
        self.optimizer_D = torch.optim.Adam(itertools.chain(self.netD_A.parameters(), self.netD_B.parameters()), lr=opt.lr)
        self.optimizers.append(self.optimizer_G)
        self.optimizers.append(self.optimizer_D)
        self.schedulers = [get_scheduler(o, opt) for o in self.optimizers]
    def backward_D_basic(self, netD, real, fake):
        loss = (self.criterionGAN(netD(real), True) + self.criterionGAN(netD(fake.detach()), False)) * 0.5
        loss.backward()
        return loss
    def backward_G(self):
        self.loss_G = self.criterionGAN(self.netD_A(self.fake_B), True) + self.criterionCycle(self.rec_A, self.real_A) * 10
        self.loss_G.backward()
    def optimize_parameters(self):
        self.forward()
        self.set_requires_grad([self.netD_A, self.netD_B], False)
        self.optimizer_G.zero_grad()
        self.backward_G()
        self.optimizer_G.step()
        self.set_requires_grad([self.netD_A, self.netD_B], True)
        self.optimizer_D.zero_grad()
        self.loss_D = self.backward_D_basic(self.netD_A, self.real_B, self.fake_B)
        self.optimizer_D.step()
    def update_learning_rate(self):
        for s in self.schedulers:
            if self.opt.lr_policy == 'plateau':
                s.step(self.metric)
            else:
                s.step()
